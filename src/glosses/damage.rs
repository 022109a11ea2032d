//! Places where a gloss destroyed the characters beside it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{LONGEST, find, pinyin, readings};
use crate::boundary::split_before;
use crate::script::Forms;

/// No more characters than this are looked through for the end of a damaged place.
const LONGEST_RUN: usize = 16;
/// So many characters beside a place say what stands there, if they are on one side only.
const CONTEXT: usize = 3;
/// Stands for a damaged place among the characters of a page.
const GAP: char = '\0';

/// A place where a text was destroyed by a gloss.
///
/// # Examples
/// ```
/// use jianfan::glosses::damage;
///
/// let places = damage("江濱(bīn)海堤\n江?yàn)I海");
/// assert_eq!((places[0].line, places[0].column), (2, 2));
/// assert_eq!(places[0].range, 22..29);
/// assert_eq!(places[0].suggestion.as_deref(), Some("濱"));
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
    /// How many characters stood there; `None` if that cannot be told.
    pub lost: Option<usize>,
    /// What may have stood there; see [`damage`].
    pub suggestion: Option<String>,
}

/// Finds where a machine that writes glosses destroyed the text.
///
/// Such a machine takes the bytes of GBK for what they are not: the second byte of a
/// character and the first of the next one look like a character that it knows, and its
/// reading is put between them and so into the middle of the next one. That one's first
/// byte and the bracket are no character, which leaves a question mark; its second byte is
/// a letter of ASCII, or goes together with the first of the character behind it, and
/// so on until the next bracket:
///
/// | was | became | because |
/// |---|---|---|
/// | 津濱海 | `津?yàn)I海` | `F2 9E` is 驗, `49` is `I` |
/// | 重擔(dān) | `重?fù)?dān)` | `D8 93` is 負 |
/// | 室帶來(lái) | `室?guī)` U+E746 `?lái)` | `D2 8E` is 規, `A7 81` nothing in use |
///
/// So the first reading is of no character of the text, but the last one is if there
/// are two. A place is found if it has a syllable with the mark of its tone between `?` and
/// `)`. Nothing is changed. To keep a place through a conversion, give its range to
/// [`Converter::convert_protecting`](crate::Converter::convert_protecting): what looks like
/// characters in it are halves of others.
///
/// There is a suggestion if the page has exactly one text that may have stood there: of as
/// many characters, the last with its reading if that is known, and with the same neighbours
/// on both sides or the same three on one side. Glosses do not count.
///
/// # Complexity
/// O(n) for n bytes, for each damaged place.
///
/// # Examples
/// ```
/// use jianfan::glosses::damage;
///
/// let text = "實(shí)驗(yàn)室?guī)\u{E746}?lái)，肩負(fù)重?fù)?dān)。好嗎?(hǎo)";
/// let places: Vec<_> = damage(text).into_iter().map(|place| (&text[place.range], place.lost)).collect();
/// assert_eq!(places, [("?guī)\u{E746}?lái)", Some(2)), ("?fù)?dān)", Some(1))]);
/// ```
#[must_use]
pub fn damage(text: &str) -> Vec<Damage> {
    let wrecks = wrecks(text);
    if wrecks.is_empty() {
        return Vec::new();
    }
    let page = Page::new(text, &wrecks);
    let (mut line, mut line_start, mut done) = (1, 0, 0);
    let mut places = Vec::with_capacity(wrecks.len());
    for (wreck, gap) in wrecks.into_iter().zip(&page.gaps) {
        let before = &text[done..wreck.range.start];
        line += before.matches('\n').count();
        line_start = before.rfind('\n').map_or(line_start, |end| done + end + 1);
        done = wreck.range.start;
        places.push(Damage {
            line,
            column: text[line_start..done].chars().count() + 1,
            lost: wreck.lost,
            suggestion: page.suggestion(&wreck, *gap),
            range: wreck.range,
        });
    }
    places
}

/// What is left of some characters.
struct Wreck {
    range: Range<usize>,
    lost: Option<usize>,
    /// The reading of the last one, in canonical spelling.
    reading: Option<String>,
}

/// All damaged places of a text, in order.
fn wrecks(text: &str) -> Vec<Wreck> {
    let mut wrecks: Vec<Wreck> = Vec::new();
    for (at, _) in text.match_indices('?') {
        let is_behind = wrecks.last().is_none_or(|last| last.range.end <= at);
        if let Some(wreck) = wreck(text, at).filter(|_| is_behind) {
            wrecks.push(wreck);
        }
    }
    wrecks
}

/// The damaged place that starts at `at`.
fn wreck(text: &str, at: usize) -> Option<Wreck> {
    let (len, _) = mark(&text[at..])?;
    let (start, behind) = (at + len, &text[at + len..]);
    // Second bytes of GBK below 80.
    if behind.starts_with(|c| ('@'..='~').contains(&c)) {
        return Some(Wreck {
            range: at..start + 1,
            lost: Some(1),
            reading: None,
        });
    }
    let mut run = behind.char_indices().take(LONGEST_RUN).enumerate();
    let end = run.find(|(_, (_, character))| character.is_ascii());
    let end = end.and_then(|(between, (end, _))| Some((between, end, mark(&behind[end..])?)));
    Some(match end {
        Some((between, end, (len, reading))) => Wreck {
            range: at..start + end + len,
            lost: Some(between + 1),
            reading: Some(reading),
        },
        None => Wreck {
            range: at..start,
            lost: None,
            reading: None,
        },
    })
}

/// A question mark, a syllable with the mark of its tone, and a closing bracket at the
/// start of `text`: how many bytes they have, and the syllable.
fn mark(text: &str) -> Option<(usize, String)> {
    let behind = text.strip_prefix('?')?;
    let (syllable, _) = split_before(behind, 4 * LONGEST).0.split_once(')')?;
    // Plain letters in brackets may be anything.
    let reading = pinyin::canonical(syllable).filter(|_| !syllable.is_ascii())?;
    readings::characters(&reading)?;
    Some((syllable.len() + 2, reading))
}

/// The characters of a text without glosses.
struct Page {
    characters: Vec<char>,
    /// Where the damaged places are.
    gaps: Vec<usize>,
}

impl Page {
    fn new(text: &str, wrecks: &[Wreck]) -> Self {
        let mut apart: Vec<(Range<usize>, bool)> = Vec::new();
        apart.extend(wrecks.iter().map(|wreck| (wreck.range.clone(), true)));
        apart.extend(find(text).into_iter().map(|gloss| (gloss, false)));
        apart.sort_by_key(|(range, _)| range.start);
        let mut page = Self {
            characters: Vec::with_capacity(text.len() / 3),
            gaps: Vec::with_capacity(wrecks.len()),
        };
        let mut done = 0;
        for (range, is_wreck) in apart {
            page.characters.extend(text[done..range.start].chars());
            if is_wreck {
                page.gaps.push(page.characters.len());
                page.characters.push(GAP);
            }
            done = range.end;
        }
        page.characters.extend(text[done..].chars());
        page
    }

    /// The only text elsewhere that fits into the gap.
    fn suggestion(&self, wreck: &Wreck, gap: usize) -> Option<String> {
        let lost = wreck.lost?;
        let mut fitting = BTreeSet::new();
        for at in 0..self.characters.len().saturating_sub(lost) {
            let candidate = &self.characters[at..at + lost];
            let is_read_so = |reading: &String| readings::has(reading, candidate[lost - 1]);
            if self.is_alike(at..at + lost, gap)
                && candidate.iter().all(|c| has_form(*c))
                && wreck.reading.as_ref().is_none_or(is_read_so)
            {
                fitting.insert(candidate);
            }
        }
        let only = fitting.pop_first().filter(|_| fitting.is_empty())?;
        Some(only.iter().collect())
    }

    /// Whether a range has the neighbours that the gap has.
    fn is_alike(&self, range: Range<usize>, gap: usize) -> bool {
        let before = |at: usize| self.characters[..at].iter().rev();
        let behind = |at: usize| self.characters[at..].iter();
        let before = alike(before(range.start), before(gap));
        let behind = alike(behind(range.end), behind(gap + 1));
        before > 0 && behind > 0 || before.max(behind) >= CONTEXT
    }
}

/// How many Han characters and kana two texts begin with alike, of [`CONTEXT`].
fn alike<'c>(one: impl Iterator<Item = &'c char>, other: impl Iterator<Item = &'c char>) -> usize {
    let pairs = one.zip(other).take(CONTEXT);
    let alike = pairs.take_while(|(one, other)| one == other && has_form(**one));
    alike.count()
}

/// Whether a character is Han or kana.
fn has_form(character: char) -> bool {
    Forms::of_character(character) != Forms::NONE
}
