//! Places where a gloss and the characters beside it were destroyed.

use std::ops::Range;

use super::{LONGEST, canonical, readings};

/// A place where a text was destroyed together with a gloss.
///
/// # Examples
/// ```
/// use jianfan::glosses::damage;
///
/// let places = damage("好\n江?yàn)I海");
/// assert_eq!((places[0].line, places[0].column), (2, 2));
/// assert_eq!(places[0].range, 7..14);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Damage {
    /// Counts bytes.
    pub range: Range<usize>,
    /// Counts from 1.
    pub line: usize,
    /// Counts characters from 1.
    pub column: usize,
}

/// Finds where the bytes of a text were taken for those of another encoding, so that a
/// character and the bracket behind it became a question mark: `?yàn)I` was a character
/// with `(bīn)` or another reading behind it.
///
/// Such a place begins with `?`, goes on with a syllable that has the mark of its tone,
/// and ends with `)`, or with a letter of ASCII or private use behind it. It is never
/// changed, since what was there is not known.
///
/// # Complexity
/// O(n) for n bytes.
///
/// # Examples
/// ```
/// use jianfan::glosses::damage;
///
/// let text = "實(shí)驗(yàn)室?guī)?lái)。好嗎?(hǎo)";
/// let places: Vec<_> = damage(text).into_iter().map(|found| &text[found.range]).collect();
/// assert_eq!(places, ["?guī)", "?lái)"]);
/// ```
#[must_use]
pub fn damage(text: &str) -> Vec<Damage> {
    let (mut line, mut line_start, mut done) = (1, 0, 0);
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('?') {
        let Some(len) = damaged_len(&text[at + mark.len()..]) else {
            continue;
        };
        let before = &text[done..at];
        line += before.matches('\n').count();
        line_start = before.rfind('\n').map_or(line_start, |end| done + end + 1);
        done = at;
        found.push(Damage {
            range: at..at + mark.len() + len,
            line,
            column: text[line_start..at].chars().count() + 1,
        });
    }
    found
}

/// How many bytes at the start of `text`, which follows a question mark, are damaged.
fn damaged_len(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().take(LONGEST + 1);
    let (end, bracket) = characters.find(|(_, character)| *character == ')')?;
    let syllable = &text[..end];
    // Plain letters in brackets may be anything.
    let is_marked = !syllable.is_ascii();
    if !is_marked || readings::characters(&canonical(syllable)?).is_none() {
        return None;
    }
    let end = end + bracket.len_utf8();
    let wreck = text[end..].chars().next();
    let wreck = wreck.filter(|c| c.is_ascii_alphabetic() || ('\u{E000}'..='\u{F8FF}').contains(c));
    Some(end + wreck.map_or(0, char::len_utf8))
}
