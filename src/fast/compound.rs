//! Conversions without tables of their own, out of those of others.
//!
//! One without a segmentation is its stages one after the other, over the whole text
//! each. So it can be cut between two stages, and each part be a conversion of its own.
//! Normalizing again between them changes nothing: no value of any stage has what
//! the normalization would change.

use std::borrow::Cow;

use super::flat::FlatStage;
use super::table::Table;
use crate::chain::{Cuts, Piece, Pipeline, Trace, room_for, unless_same};
use crate::config::Config;

/// What does a built-in conversion.
pub(crate) enum Tables {
    Own(&'static Table<'static>),
    Others(&'static Compound),
}

/// Passes over a text, the next one over the result of the one before.
#[derive(Debug)]
pub(crate) struct Compound {
    pub(crate) config: Config,
    pub(crate) passes: &'static [Pass],
}

/// A pass over the whole of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pass {
    /// By the tables of another conversion.
    Mapped(&'static Table<'static>),
    /// By the matching alone: slower, but no conversion has tables for it.
    Matched(&'static Matching),
}

/// Stages and nothing else.
pub(crate) type Matching = Pipeline<'static, FlatStage<'static>>;

impl Compound {
    /// Takes `text` through the passes; borrowed when nothing changes.
    pub(crate) fn fold<'t>(
        &self,
        text: &'t str,
        mut convert: impl for<'a> FnMut(&Pass, &'a str) -> Cow<'a, str>,
    ) -> Cow<'t, str> {
        let mut result = Cow::Borrowed(text);
        for pass in self.passes {
            result = match result {
                Cow::Borrowed(text) => convert(pass, text),
                Cow::Owned(text) => {
                    let changed = match convert(pass, &text) {
                        Cow::Borrowed(_) => None,
                        Cow::Owned(changed) => Some(changed),
                    };
                    Cow::Owned(changed.unwrap_or(text))
                }
            };
        }
        // A pass may undo what one before it did.
        match result {
            Cow::Owned(result) => unless_same(text, result),
            same @ Cow::Borrowed(_) => same,
        }
    }

    /// Converts the whole of `text`; tells each piece that changes, in order.
    pub(crate) fn trace(&self, text: &str, change: impl FnMut(Piece)) -> String {
        let mut target = text.to_owned();
        let mut cuts = Cuts::default();
        cuts.push_characters(text);
        for pass in self.passes {
            let (next, seen) = pass.trace(&target);
            cuts.then(&seen);
            target = next;
        }
        let pieces = cuts.pieces();
        pieces
            .filter(|piece| piece.is_change(text, &target))
            .for_each(change);
        target
    }
}

impl Pass {
    /// Converts the whole of `text`; borrowed when nothing changes.
    pub(crate) fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self {
            Self::Mapped(table) => {
                let same = table.unchanged_prefix(text);
                if same == text.len() {
                    return Cow::Borrowed(text);
                }
                let mut out = String::with_capacity(room_for(text.len()));
                table.convert_from(same, text, &mut out);
                unless_same(text, out)
            }
            Self::Matched(matching) => matching.convert(text),
        }
    }

    /// Converts the whole of `text`; tells where its pieces end.
    fn trace(&self, text: &str) -> (String, Cuts) {
        match self {
            Self::Mapped(table) => {
                let mut cuts = Cuts::default();
                let target = table.trace(text, |Piece { source, target }| {
                    cuts.push_characters(&text[cuts.last().source..source.start]);
                    cuts.push(source.len(), target.len());
                });
                cuts.push_characters(&text[cuts.last().source..]);
                (target, cuts)
            }
            Self::Matched(matching) => {
                let mut trace = Trace::default();
                let (target, cuts) = trace.convert(matching, text);
                (target.to_owned(), cuts.clone())
            }
        }
    }
}
