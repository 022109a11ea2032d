//! Quotation marks.

use crate::markup::Protected;

/// Which quotation marks to put in place of the others.
///
/// # Examples
/// ```
/// use jianfan::punctuation::Quotes;
/// use jianfan::{Config, Converter};
///
/// let converter = Converter::new(Config::S2t);
/// let text = "他说：“这是‘真’的。”";
/// let quotes = Quotes::Corner.find(text);
/// assert_eq!(converter.convert_protecting(text, quotes), "他說：「這是『真』的。」");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quotes {
    /// 「」, and within them 『』, as in Taiwan and Hong Kong.
    Corner,
    /// “”, and within them ‘’, as in Mainland China.
    Curly,
}

/// The marks that open and close, the outer ones first.
type Pairs = [(char, char); 2];

const CORNER: Pairs = [('「', '」'), ('『', '』')];
const CURLY: Pairs = [('“', '”'), ('‘', '’')];

impl Quotes {
    /// Finds the quotation marks of the other kind, each with the one to put in its
    /// place.
    ///
    /// Which one is told by how deep a quotation stands in others, not by the mark it
    /// had. Marks that open or close nothing stay, and so do those of quotations that
    /// overlap. A line ends every quotation. `’` within a Latin word, as in
    /// `don’t`, is no mark.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::punctuation::Quotes;
    ///
    /// let text = "‘甲“乙”don’t’”";
    /// let found = Quotes::Corner.find(text);
    /// let instead: Vec<_> = found.iter().filter_map(|mark| mark.instead.as_deref()).collect();
    /// assert_eq!(instead, ["「", "『", "』", "」"]);
    /// assert!(Quotes::Curly.find(text).is_empty());
    /// ```
    #[must_use]
    pub fn find(self, text: &str) -> Vec<Protected<'static>> {
        let (from, to) = match self {
            Self::Corner => (CURLY, CORNER),
            Self::Curly => (CORNER, CURLY),
        };
        let mut found = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            for (depth, open, close) in quotations(line, from) {
                let (instead_open, instead_close) = to[depth % to.len()];
                for (at, old, new) in [
                    (open, from[0].0, instead_open),
                    (close, from[0].1, instead_close),
                ] {
                    let at = start + at;
                    found.push(Protected {
                        // All marks of a kind are as long.
                        range: at..at + old.len_utf8(),
                        instead: Some(new.to_string().into()),
                    });
                }
            }
            start += line.len();
        }
        found.sort_by_key(|mark| mark.range.start);
        found
    }
}

/// The quotations of a line: how deep each stands in others, and where it opens and
/// closes.
fn quotations(line: &str, pairs: Pairs) -> Vec<(usize, usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut closed: Vec<(usize, usize)> = Vec::new();
    let mut before = None;
    let mut characters = line.char_indices().peekable();
    while let Some((at, mark)) = characters.next() {
        let behind = characters.peek().map(|(_, behind)| *behind);
        let is_in_word = is_latin(before) && is_latin(behind);
        if let Some((_, close)) = pairs.iter().find(|(open, _)| *open == mark) {
            open.push((*close, at));
        } else if pairs.iter().any(|(_, close)| *close == mark) && !is_in_word {
            // What opened since and did not close stays.
            let opened = open.iter().rposition(|(close, _)| *close == mark);
            if let Some(number) = opened {
                closed.push((open[number].1, at));
                open.truncate(number);
            }
        }
        before = Some(mark);
    }
    closed.sort_unstable();
    let mut around: Vec<usize> = Vec::new();
    let mut quotations = Vec::with_capacity(closed.len());
    for (start, end) in closed {
        while around.pop_if(|end| *end < start).is_some() {}
        quotations.push((around.len(), start, end));
        around.push(end);
    }
    quotations
}

fn is_latin(character: Option<char>) -> bool {
    // Letters of Latin, with marks or without, stand before U+0250.
    character.is_some_and(|c| c.is_alphabetic() && c < '\u{250}')
}
