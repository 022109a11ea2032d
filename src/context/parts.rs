//! What a text is taken apart into.

use super::Stretch;
use super::path::{Path, Reading, Word};
use super::tables::Tables;
use crate::chain::Sink;
use crate::part::Part;

/// Puts the parts of a text together.
pub(super) struct Parts<'t, F> {
    tables: &'t Tables<'static>,
    text: &'t str,
    /// Where the open part starts and ends.
    open: usize,
    end: usize,
    each: F,
}

impl<'t, F: FnMut(Part<'_>)> Parts<'t, F> {
    pub(super) fn new(tables: &'t Tables<'static>, text: &'t str, each: F) -> Self {
        Self {
            tables,
            text,
            open: 0,
            end: 0,
            each,
        }
    }

    /// Hands over the open part, if there is any.
    pub(super) fn hand_over(&mut self) {
        let source = self.open..self.end;
        if !source.is_empty() {
            (self.each)(Part::Open {
                text: &self.text[source.clone()],
                source,
                replaced: &[],
            });
        }
        self.open = self.end;
    }

    /// Hands over words as parts of their own.
    fn words<'w>(&mut self, words: impl Iterator<Item = (&'w str, Word)>) {
        for (word, kind) in words {
            let source = self.end..self.end + word.len();
            match kind {
                Word::Held => {
                    let inside = Path::cheapest(self.tables, word, Reading::WithoutAnchors);
                    self.words(inside.all_words().collect::<Vec<_>>().into_iter());
                    continue;
                }
                Word::Converted => (self.each)(Part::Segment {
                    source: source.clone(),
                    text: word,
                }),
                Word::Value(place) => (self.each)(Part::Fixed {
                    source: source.clone(),
                    text: self.tables.value(place),
                }),
            }
            (self.open, self.end) = (source.end, source.end);
        }
    }
}

impl<F: FnMut(Part<'_>)> Sink<Stretch> for Parts<'_, F> {
    fn matched(&mut self, key: &str, stretch: Stretch) {
        if !stretch.is_open {
            return self.unmatched(key);
        }
        let path = Path::cheapest(self.tables, key, Reading::All);
        for knot in path.knots() {
            if knot.is_open {
                self.hand_over();
                self.words(path.words(knot.characters));
            } else {
                self.unmatched(path.text(knot.characters));
            }
        }
    }

    fn unmatched(&mut self, text: &str) {
        self.end += text.len();
    }
}
