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

/// What stands for an apostrophe, too.
const APOSTROPHES: [char; 2] = ['‘', '’'];

impl Quotes {
    /// Finds the quotation marks of the other kind, each with the one to put in its
    /// place.
    ///
    /// Which one is told by how deep a quotation stands in others, not by the mark it
    /// had. Marks that open or close nothing stay, and so do those of quotations that
    /// overlap. A line ends every quotation. But of one that goes on in the next paragraph,
    /// which then opens it once more at its start, the mark at the start of the first is
    /// exchanged, too.
    ///
    /// `‘` and `’` are no marks within a Latin word or where its ends are left out, nor before
    /// the digits of a year: `don’t`, `rock ’n’ roll`, `the ’90s`.
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
        let mut exchange = |at: usize, old: char, new: char| {
            found.push(Protected {
                range: at..at + old.len_utf8(),
                instead: Some(new.to_string().into()),
            });
        };
        let mut start = 0;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let quotations = quotations(line, from);
            // Blank lines between paragraphs go with the one before.
            let mut len = line.len();
            while let Some(blank) = lines.next_if(|next| next.trim().is_empty()) {
                len += blank.len();
            }
            let next = lines.peek().and_then(|next| opening(next, from));
            let goes_on = opening(line, from).filter(|(at, mark)| {
                next.is_some_and(|(_, again)| again == *mark)
                    && quotations.iter().all(|quotation| quotation.open != *at)
            });
            if let Some((at, mark)) = goes_on {
                exchange(start + at, mark, to[0].0);
            }
            for Quotation { depth, open, close } in quotations {
                let depth = depth + usize::from(goes_on.is_some());
                let (instead_open, instead_close) = to[depth % to.len()];
                // All marks of a kind are as long.
                exchange(start + open, from[0].0, instead_open);
                exchange(start + close, from[0].1, instead_close);
            }
            start += len;
        }
        found.sort_by_key(|mark| mark.range.start);
        found
    }
}

/// The mark that opens at the start of a line, and where that is.
fn opening(line: &str, pairs: Pairs) -> Option<(usize, char)> {
    let text = line.trim_start();
    let (mark, _) = pairs
        .into_iter()
        .find(|(open, _)| text.starts_with(*open))?;
    Some((line.len() - text.len(), mark))
}

/// Where a quotation opens and closes, and in how many others it stands.
struct Quotation {
    depth: usize,
    open: usize,
    close: usize,
}

/// The quotations of a line, in the order in which they open.
fn quotations(line: &str, pairs: Pairs) -> Vec<Quotation> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut closed: Vec<(usize, usize)> = Vec::new();
    let mut before = None;
    // Within a word before which an apostrophe stands: ’n’.
    let mut is_elided = false;
    let mut characters = line.char_indices().peekable();
    while let Some((at, mark)) = characters.next() {
        let behind = characters.peek().map(|(_, behind)| *behind);
        let starts_word = mark == '’' && before.is_none_or(char::is_whitespace);
        let is_year = starts_word && behind.is_some_and(|c| c.is_ascii_digit());
        let is_in_word = is_year || is_latin(behind) && (is_latin(before) || starts_word);
        if APOSTROPHES.contains(&mark) && (is_in_word || is_elided) {
            is_elided = starts_word;
        } else if let Some((_, close)) = pairs.iter().find(|(open, _)| *open == mark) {
            open.push((*close, at));
        } else if pairs.iter().any(|(_, close)| *close == mark) {
            // What opened since and did not close stays.
            let opened = open.iter().rposition(|(close, _)| *close == mark);
            if let Some(number) = opened {
                closed.push((open[number].1, at));
                open.truncate(number);
            }
        }
        is_elided &= starts_word || is_latin(Some(mark));
        before = Some(mark);
    }
    closed.sort_unstable();
    let mut around: Vec<usize> = Vec::new();
    let mut quotations = Vec::with_capacity(closed.len());
    for (open, close) in closed {
        while around.pop_if(|end| *end < open).is_some() {}
        let depth = around.len();
        quotations.push(Quotation { depth, open, close });
        around.push(close);
    }
    quotations
}

fn is_latin(character: Option<char>) -> bool {
    // Letters of Latin, with marks or without, stand before U+0250.
    character.is_some_and(|c| c.is_alphabetic() && c < '\u{250}')
}
