//! Texts of one kind each, put together from pieces in random order.

use std::collections::BTreeSet;

use jianfan::dictionary::{Bundle, Name};
use jianfan::{Config, Converter};

use crate::common;

/// A kind of text: the pieces that it consists of.
pub(crate) struct Shape {
    /// The name in the bench's id.
    pub(crate) name: &'static str,
    pieces: Vec<String>,
}

impl Shape {
    fn new(name: &'static str, pieces: impl IntoIterator<Item = String>) -> Self {
        let pieces: Vec<String> = pieces.into_iter().collect();
        assert!(!pieces.is_empty(), "nothing to make {name} from");
        Self { name, pieces }
    }

    /// A text of `size` bytes, or less by a part of a piece.
    ///
    /// Pieces come up again in a long text, but in random order: what follows what is as good as
    /// new each time.
    pub(crate) fn text(&self, size: usize) -> String {
        let mut random = Random(size as u64);
        let mut text = String::with_capacity(size);
        loop {
            let piece = &self.pieces[random.below(self.pieces.len())];
            if text.len() + piece.len() > size {
                return text;
            }
            text.push_str(piece);
        }
    }
}

/// All kinds of text for `config`, which looks for the phrases of `dictionaries`.
pub(crate) fn shapes(config: Config, dictionaries: &[Name]) -> Vec<Shape> {
    let [(_, news), ..] = common::texts(config);
    let phrases: Vec<String> = dictionaries.iter().flat_map(|&name| keys(name)).collect();
    let near_misses: Vec<String> = phrases
        .iter()
        .filter(|phrase| phrase.chars().count() >= 4)
        .map(|phrase| without_last(phrase))
        .collect();
    let longest = near_misses
        .iter()
        .max_by_key(|prefix| prefix.len())
        .cloned();
    let exceptions = Exceptions::among(&phrases, config);
    let operands = || exceptions.characters.windows(3).map(|c| (c[0], c[1], c[2]));

    vec![
        Shape::new("news", news.split_inclusive('。').map(str::to_owned)),
        // Each starts a key of four characters or more and then lacks its last one.
        Shape::new("near-misses", near_misses),
        Shape::new("one-prefix", longest),
        Shape::new("phrases", phrases),
        Shape::new("exceptions", exceptions.phrases.iter().cloned()),
        Shape::new(
            "exception-characters",
            strings(exceptions.characters.iter().copied()),
        ),
        // Parts of exceptions without the rest: reason to look closer, and often nothing found.
        Shape::new(
            "exception-pairs",
            exceptions.phrases.iter().flat_map(|phrase| pairs(phrase)),
        ),
        Shape::new("four-byte", strings('\u{20000}'..='\u{2A6DF}')),
        Shape::new("compatibility", keys(Name::CjkCompatibilityIdeographs)),
        // Runs of ASCII end before any wide path over them pays.
        Shape::new(
            "alternating",
            news.chars().flat_map(|c| [c.into(), "a".into()]),
        ),
        Shape::new(
            "sequences",
            operands().flat_map(|(a, b, c)| [format!("⿰{a}{b}"), format!("⿱{a}⿲{b}{c}{a}")]),
        ),
        // The deepest that is complete: sixteen levels, the last one a plain character.
        Shape::new(
            "nested-sequences",
            operands().map(|(a, b, _)| format!("⿰{a}").repeat(15) + &b.to_string()),
        ),
        // Every operator lacks its last operand, so each would look as far ahead as the limits allow.
        Shape::new(
            "endless-sequences",
            operands().map(|(a, b, _)| format!("⿲{a}{b}")),
        ),
    ]
}

/// What does not come out as its characters do one by one.
struct Exceptions {
    phrases: Vec<String>,
    /// The characters that such a phrase gives another form than they have alone.
    characters: Vec<char>,
}

impl Exceptions {
    fn among(phrases: &[String], config: Config) -> Self {
        let converter = Converter::new(config);
        let mut exceptions = Vec::new();
        let mut characters = BTreeSet::new();
        for phrase in phrases {
            let whole = converter.convert(phrase);
            let alone: String = phrase
                .chars()
                .map(|c| converter.convert(c.encode_utf8(&mut [0; 4])).into_owned())
                .collect();
            if whole == alone {
                continue;
            }
            exceptions.push(phrase.clone());
            // Where the numbers of characters differ, all of them are as good as changed.
            let forms = phrase.chars().zip(whole.chars().zip(alone.chars()));
            let changed = forms.filter(|(_, (within, alone))| within != alone);
            characters.extend(changed.map(|(from, _)| from));
        }
        Self {
            phrases: exceptions,
            characters: characters.into_iter().collect(),
        }
    }
}

fn keys(name: Name) -> Vec<String> {
    let dictionary = Bundle::embedded().dictionary(name);
    let entries = dictionary.expect("every name is built in").entries();
    entries.iter().map(|entry| entry.key.clone()).collect()
}

fn without_last(phrase: &str) -> String {
    let mut characters = phrase.chars();
    characters.next_back();
    characters.as_str().to_owned()
}

fn pairs(phrase: &str) -> impl Iterator<Item = String> {
    let characters = phrase.chars();
    let next = characters.clone().skip(1);
    characters.zip(next).map(|(a, b)| [a, b].iter().collect())
}

fn strings(characters: impl IntoIterator<Item = char>) -> impl Iterator<Item = String> {
    characters.into_iter().map(String::from)
}

/// Marsaglia's xorshift: no order that a branch predictor could learn, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
