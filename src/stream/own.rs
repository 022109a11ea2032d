//! A text that comes in pieces, and is taken apart before it is converted.

use std::sync::Arc;

use super::StreamConverter;
use crate::boundary::split_before;
use crate::chain::Ending;
use crate::own::Own;
use crate::part::Part;

/// So many bytes are looked through at a time.
const BLOCK: usize = 8 << 10;

/// Finds keys or words first; a stream converts what stands between them.
#[derive(Clone)]
pub(super) struct OwnStream {
    own: Arc<Own>,
    /// The start of a key, a stretch of words or a sequence that may go on.
    held: String,
    between: StreamConverter,
}

impl OwnStream {
    pub(super) fn new(own: Arc<Own>) -> Self {
        Self {
            held: String::new(),
            between: own.base.stream(),
            own,
        }
    }

    /// Takes the next piece of the text; at its end gives out all that is held.
    pub(super) fn advance(&mut self, piece: &str, ending: Ending, out: &mut String) {
        let mut rest = piece;
        while !rest.is_empty() {
            let block;
            (block, rest) = split_before(rest, BLOCK);
            self.take(block, Ending::Open, out);
        }
        if ending == Ending::Final {
            self.take("", Ending::Final, out);
            self.between.finish(out);
        }
    }

    fn take(&mut self, block: &str, ending: Ending, out: &mut String) {
        let Self { own, held, between } = self;
        held.push_str(block);
        let taken = own.parting.parts(held, ending, |part| match part {
            Part::Open { text, .. } => between.push(text, out),
            Part::Segment { text, .. } => {
                between.finish(out);
                own.base.convert_into(text, out);
            }
            Part::Fixed { text, .. } => {
                between.finish(out);
                out.push_str(text);
            }
        });
        held.drain(..taken);
    }
}
