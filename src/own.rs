//! A converter with dictionaries of its own.

use std::borrow::Cow;

use crate::chain::{Cuts, Piece, room_for, unless_same};
use crate::converter::Converter;
use crate::user_dictionary::{Lexicon, Part};

/// A converter, and what is found in a text before it has its turn.
pub(crate) struct Own {
    pub(crate) lexicon: Lexicon,
    /// Has no dictionaries of its own.
    pub(crate) base: Converter,
}

impl Own {
    /// Converts the whole of `text`; borrowed when nothing changes.
    pub(crate) fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut without_keys = None;
        let mut out = String::new();
        self.lexicon.parts_of(text, |part| match part {
            Part::Open {
                replaced: [],
                source,
                ..
            } if source.len() == text.len() => {
                without_keys = Some(self.base.convert(text));
            }
            part => {
                if out.is_empty() {
                    out.reserve(room_for(text.len()));
                }
                self.append(&part, &mut out);
            }
        });
        without_keys.unwrap_or_else(|| unless_same(text, out))
    }

    /// Converts the whole of `text` and appends the result.
    pub(crate) fn convert_into(&self, text: &str, out: &mut String) {
        self.lexicon.parts_of(text, |part| self.append(&part, out));
    }

    fn append(&self, part: &Part<'_>, out: &mut String) {
        match part {
            Part::Open { text, .. } => self.base.convert_into(text, out),
            Part::Fixed { text, .. } => out.push_str(text),
        }
    }

    /// Converts the whole of `text`; tells each piece that changes, in order.
    pub(crate) fn trace(&self, text: &str, change: &mut dyn FnMut(Piece)) -> String {
        let mut target = String::with_capacity(room_for(text.len()));
        self.lexicon.parts_of(text, |part| match part {
            Part::Open {
                source,
                text: open,
                replaced,
            } => {
                let mut pieces = Vec::new();
                let converted = self.base.trace(open, |piece| pieces.push(piece));
                if !replaced.is_empty() {
                    let before = &text[source.clone()];
                    let mut cuts = Cuts::around(before, replaced);
                    cuts.then(&Cuts::around(open, &pieces));
                    let is_change = |piece: &Piece| piece.is_change(before, &converted);
                    pieces = cuts.pieces().filter(is_change).collect();
                }
                let moved = pieces.iter().map(|p| p.moved(source.start, target.len()));
                moved.for_each(&mut *change);
                target.push_str(&converted);
            }
            Part::Fixed {
                source,
                text: value,
            } => {
                let piece = Piece {
                    source,
                    target: target.len()..target.len() + value.len(),
                };
                target.push_str(value);
                if piece.is_change(text, &target) {
                    change(piece);
                }
            }
        });
        target
    }
}
