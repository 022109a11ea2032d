//! A converter that takes a text apart before another has its turn.

use std::borrow::Cow;

use crate::chain::{Cuts, Ending, Piece, room_for, unless_same};
use crate::context::Words;
use crate::converter::{Converter, Inner};
use crate::fast::{Replacement, Stops};
use crate::fused::Fused;
use crate::part::Part;
use crate::user_dictionary::{Level, Lexicon};

/// A converter, and what takes a text apart before it has its turn.
pub(crate) struct Own {
    pub(crate) parting: Parting,
    pub(crate) base: Converter,
    /// By which the fast engine itself stops at keys.
    stops: Option<Stops>,
}

/// What takes a text apart.
#[derive(Clone)]
pub(crate) enum Parting {
    /// A program's own dictionaries, by their keys.
    Keys(Lexicon),
    /// Built-in words, by their costs.
    Words(Words),
}

impl Parting {
    /// Takes a whole text apart; see [`parts`](Self::parts).
    pub(crate) fn parts_of(&self, text: &str, each: impl FnMut(Part<'_>)) {
        self.parts(text, Ending::Final, each);
    }

    /// Takes a text apart, in order and without gaps. Returns how much of the text was
    /// taken: the rest may come out otherwise with text to come, and so may the end of a
    /// last open part.
    pub(crate) fn parts(&self, text: &str, ending: Ending, each: impl FnMut(Part<'_>)) -> usize {
        match self {
            Self::Keys(lexicon) => lexicon.parts(text, ending, each),
            Self::Words(words) => words.parts(text, ending, each),
        }
    }
}

impl Own {
    pub(crate) fn new(parting: Parting, base: Converter) -> Self {
        Self {
            parting,
            base,
            stops: None,
        }
    }

    /// The same for keys; where it can be, the fast engine itself looks for them.
    pub(crate) fn of_keys(lexicon: Lexicon, base: Converter) -> Self {
        let stops = match &base.0 {
            Inner::Fast(table, _) => lexicon.entries().and_then(|entries| {
                let keys = entries.into_iter().map(|(level, key, value)| match level {
                    Level::First => (key, Replacement::InText(value)),
                    Level::Lock => (key, Replacement::InResult(value)),
                    Level::Keep => (key, Replacement::InResult(key)),
                });
                Stops::new(table, &keys.collect::<Vec<_>>())
            }),
            Inner::Compound(..) | Inner::Staged(_) | Inner::Own(_) => None,
        };
        Self {
            parting: Parting::Keys(lexicon),
            base,
            stops,
        }
    }

    /// What converts and looks for keys in one go, if anything can.
    fn fused(&self) -> Option<Fused<'_>> {
        match (&self.parting, &self.base.0, &self.stops) {
            (Parting::Keys(lexicon), Inner::Fast(table, _), Some(stops)) => Some(Fused {
                lexicon,
                table,
                stops,
            }),
            _ => None,
        }
    }

    /// Whether a text is converted as it is, by the last converter below alone.
    pub(crate) fn leaves_whole(&self, text: &str) -> bool {
        let mut is_whole = match &self.base.0 {
            Inner::Own(own) => own.leaves_whole(text),
            Inner::Fast(..) | Inner::Compound(..) | Inner::Staged(_) => true,
        };
        self.parting.parts_of(text, |part| {
            is_whole &= match part {
                Part::Open {
                    source, replaced, ..
                } => replaced.is_empty() && source.len() == text.len(),
                Part::Segment { source, .. } => source.len() == text.len(),
                Part::Fixed { .. } => false,
            };
        });
        is_whole
    }

    /// Converts the whole of `text`; borrowed when nothing changes.
    pub(crate) fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if let Some(fused) = self.fused() {
            let mut out = String::with_capacity(room_for(text.len()));
            self.convert_by(&fused, text, &mut out);
            return unless_same(text, out);
        }
        let mut without_keys = None;
        let mut out = String::new();
        self.parting.parts_of(text, |part| match part {
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
        if let Some(fused) = self.fused() {
            return self.convert_by(&fused, text, out);
        }
        self.parting.parts_of(text, |part| self.append(&part, out));
    }

    fn convert_by(&self, fused: &Fused<'_>, text: &str, out: &mut String) {
        let rest = &text[fused.convert_into(text, out)..];
        self.parting.parts_of(rest, |part| self.append(&part, out));
    }

    fn append(&self, part: &Part<'_>, out: &mut String) {
        match part {
            Part::Open { text, .. } | Part::Segment { text, .. } => {
                self.base.convert_into(text, out);
            }
            Part::Fixed { text, .. } => out.push_str(text),
        }
    }

    /// Converts the whole of `text`; tells each piece that changes, in order.
    pub(crate) fn trace(&self, text: &str, change: &mut dyn FnMut(Piece)) -> String {
        let mut target = String::with_capacity(room_for(text.len()));
        self.parting.parts_of(text, |part| match part {
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
            Part::Segment {
                source,
                text: segment,
            } => {
                let moved = |piece: Piece| change(piece.moved(source.start, target.len()));
                let converted = self.base.trace(segment, moved);
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
