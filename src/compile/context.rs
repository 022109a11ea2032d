//! From lists of words to the tables of [`Matching::Context`](crate::Matching::Context).

use std::collections::BTreeMap;

use super::Sources;
use crate::chain::Chain;
use crate::config::Config;
use crate::context::{Entry, Kind, TARGETS, TableWriter};
use crate::dictionary::Name;
use crate::error::{ParseError, ParseErrorKind};
use crate::tofu::Tofu;

/// A word costs so much more for each e-th part of a frequency.
const SCALE: f64 = 8.0;
/// What each word costs beside its frequency: of equally likely readings the one of fewer
/// words is better.
const PER_WORD: f64 = 2.5;
/// What a key of OpenCC counts for that the word list does not have.
const PHRASE_COUNT: u32 = 10;
/// What an own entry counts for that the word list does not have.
const LOCAL_COUNT: u32 = 300;

/// The lists that the tables are compiled from, as text.
///
/// # Examples
/// ```
/// use jianfan::compile::WordLists;
///
/// let lists = WordLists {
///     words: "头发\t900\n",
///     names: "里\t里\ta place\n",
///     local: "换发\t換發\tnever hair\n",
/// };
/// assert_eq!(lists.words.lines().count(), 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordLists<'t> {
    /// Words with how often they occur, and a mark at names: `dicts/jieba/words.txt`.
    pub words: &'t str,
    /// What characters become in names, each with a reason: `dicts/local/names.txt`.
    pub names: &'t str,
    /// Words with their Traditional forms, each with a reason: `dicts/local/context.txt`.
    pub local: &'t str,
}

struct Vocabulary {
    writer: TableWriter,
    counts: BTreeMap<String, u32>,
    total: f64,
}

impl Sources {
    /// Compiles the tables of the words: name and bytes of each file in `dicts/context`.
    ///
    /// # Errors
    /// The first line of a list that is no entry.
    ///
    /// # Examples
    /// ```no_run
    /// use std::fs::read_to_string;
    /// use jianfan::compile::{Sources, WordLists};
    ///
    /// let sources = Sources::read(|name| read_to_string(format!("dicts/opencc/{name}.txt")))?;
    /// let lists = WordLists {
    ///     words: &read_to_string("dicts/jieba/words.txt")?,
    ///     names: &read_to_string("dicts/local/names.txt")?,
    ///     local: &read_to_string("dicts/local/context.txt")?,
    /// };
    /// let tables = sources.compile_words(&lists)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compile_words(
        &self,
        lists: &WordLists<'_>,
    ) -> Result<[(&'static str, Vec<u8>); 7], ParseError> {
        let listed = listed_words(lists.words)?;
        let names: BTreeMap<char, &str> = entries("names.txt", lists.names)?
            .into_iter()
            .filter_map(|(key, value)| Some((key.chars().next()?, value)))
            .collect();
        let chains = TARGETS.map(|(config, further)| Conversions {
            whole: self.chain(config, Tofu::Drop),
            further: further.map(|config| self.chain(config, Tofu::Drop)),
        });
        let to_simplified = self.chain(Config::T2s, Tofu::Include);
        let [traditional, ..] = &chains;

        let mut vocabulary = Vocabulary {
            writer: TableWriter::default(),
            total: listed.iter().map(|word| f64::from(word.count)).sum(),
            counts: listed
                .iter()
                .map(|word| (word.text.to_owned(), word.count))
                .collect(),
        };
        for word in &listed {
            let is_character = word.text.chars().nth(1).is_none();
            let value = word
                .is_name
                .then(|| in_name(word.text, &names, traditional));
            let greedy = || traditional.convert(word.text);
            match value {
                Some(value) if !is_character && value != greedy() => {
                    vocabulary.value(word.text, &value, &chains);
                }
                _ if is_character => vocabulary.add(word.text, Kind::Phrase),
                _ => vocabulary.add(word.text, Kind::Anchor),
            }
        }
        for name in [Name::StPhrases, Name::StPhrasesFromRegional] {
            for entry in self.entries(name) {
                vocabulary.phrase(&entry.key, &chains);
            }
        }
        for name in [
            Name::TwPhrases,
            Name::TwVariantsPhrases,
            Name::HkPhrases,
            Name::HkVariantsPhrases,
        ] {
            for entry in self.entries(name) {
                let simplified = to_simplified.convert(&entry.key);
                for key in [&simplified, &entry.key] {
                    if key.chars().nth(1).is_some() {
                        vocabulary.phrase(key, &chains);
                    }
                }
            }
        }
        for (key, value) in entries("context.txt", lists.local)? {
            let count = vocabulary.counts.entry(key.to_owned()).or_default();
            *count = LOCAL_COUNT.max(*count);
            vocabulary.value(key, value, &chains);
        }
        let tables = vocabulary.writer.finish();
        Ok(tables.expect("the lists have few words"))
    }
}

/// One of the conversions.
struct Conversions {
    whole: Chain<'static>,
    /// From Traditional on.
    further: Option<Chain<'static>>,
}

impl Conversions {
    fn convert(&self, text: &str) -> String {
        self.whole.convert(text)
    }

    fn convert_further(&self, text: &str) -> String {
        match &self.further {
            Some(chain) => chain.convert(text),
            None => text.to_owned(),
        }
    }
}

/// What a name becomes: its characters one by one, some of them as in names.
fn in_name(name: &str, names: &BTreeMap<char, &str>, traditional: &Conversions) -> String {
    let become_in_name = |character: char| match names.get(&character) {
        Some(value) => (*value).to_owned(),
        None => traditional.convert(character.encode_utf8(&mut [0; 4])),
    };
    name.chars().map(become_in_name).collect()
}

impl Vocabulary {
    fn add(&mut self, word: &str, kind: Kind) {
        let count = self.counts.get(word).copied().unwrap_or(PHRASE_COUNT);
        let rarity = (self.total / f64::from(count)).ln();
        let cost = ((rarity + PER_WORD) * SCALE).round();
        self.writer.word(
            word,
            Entry {
                #[expect(clippy::cast_sign_loss, reason = "a word is no more frequent than all")]
                cost: cost as u32,
                kind,
            },
        );
    }

    /// Adds a key of the conversions.
    fn phrase(&mut self, key: &str, chains: &[Conversions]) {
        self.add(key, Kind::Phrase);
        for (target, chain) in chains.iter().enumerate() {
            self.mark(target, key, &chain.convert(key), chain);
        }
    }

    /// Adds a word with its Traditional form.
    fn value(&mut self, word: &str, value: &str, chains: &[Conversions]) {
        let values: Vec<String> = chains.iter().map(|c| c.convert_further(value)).collect();
        for (target, chain) in chains.iter().enumerate() {
            self.mark(target, word, &values[target], chain);
        }
        let place = self.writer.values(&values);
        self.add(word, Kind::Value(place));
    }

    /// Marks a word that comes out otherwise than its characters would.
    fn mark(&mut self, target: usize, word: &str, value: &str, chain: &Conversions) {
        let alone = |character: char| chain.convert(character.encode_utf8(&mut [0; 4]));
        if word.chars().map(alone).collect::<String>() != value {
            self.writer.sensitive(target, word);
        }
    }
}

/// A line of the list of words.
struct Listed<'t> {
    text: &'t str,
    count: u32,
    is_name: bool,
}

fn listed_words(text: &str) -> Result<Vec<Listed<'_>>, ParseError> {
    let lines = text.lines().zip(1..);
    let parsed = lines.map(|(line, number)| {
        let error = |kind| ParseError::new("words.txt", number, kind);
        let (word, rest) = line
            .split_once('\t')
            .ok_or(error(ParseErrorKind::MissingTab))?;
        let (count, mark) = rest.split_once('\t').unwrap_or((rest, ""));
        let count = count.parse().ok().filter(|count| *count > 0);
        Ok(Listed {
            text: word,
            count: count.ok_or(error(ParseErrorKind::MissingCount))?,
            is_name: mark == "name",
        })
    });
    parsed.collect()
}

/// Lines of key, value and reason; those that begin with `#` are comments.
fn entries<'t>(file: &'static str, text: &'t str) -> Result<Vec<(&'t str, &'t str)>, ParseError> {
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.starts_with('#'));
    let parsed = lines.map(|(line, number)| {
        let mut fields = line.split('\t').filter(|field| !field.is_empty());
        match (fields.next(), fields.next(), fields.next()) {
            (Some(key), Some(value), Some(_reason)) => Ok((key, value)),
            _ => Err(ParseError::new(file, number, ParseErrorKind::MissingTab)),
        }
    });
    parsed.collect()
}
