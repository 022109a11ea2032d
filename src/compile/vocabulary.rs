//! All words with their costs and what they become.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::listed::Listed;
use super::local::Forms;
use crate::chain::Chain;
use crate::context::{CONFIGS, Entry, FILES, Kind, TARGETS, TableWriter};
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

/// What the conversions make of a word without knowing of others, for each of [`CONFIGS`].
pub(super) struct Conversions([Conversion; CONFIGS.len()]);

struct Conversion {
    whole: Chain<'static>,
    /// From Traditional on.
    further: Option<Chain<'static>>,
}

impl Conversions {
    pub(super) fn new(sources: &Sources) -> Self {
        Self(CONFIGS.map(|(config, further)| Conversion {
            whole: sources.chain(config, Tofu::Drop),
            further: further.map(|config| sources.chain(config, Tofu::Drop)),
        }))
    }

    /// A Simplified text in OpenCC's standard.
    pub(super) fn standard(&self, text: &str) -> String {
        self.0[0].whole.convert(text)
    }

    /// A Simplified text in each form.
    fn convert(&self, text: &str) -> [String; CONFIGS.len()] {
        self.0
            .each_ref()
            .map(|conversion| conversion.whole.convert(text))
    }

    /// A text of OpenCC's standard in each form.
    pub(super) fn convert_further(&self, text: &str) -> [String; CONFIGS.len()] {
        self.0
            .each_ref()
            .map(|conversion| match &conversion.further {
                Some(chain) => chain.convert(text),
                None => text.to_owned(),
            })
    }

    /// A Simplified text in each form, character by character.
    fn by_character(&self, text: &str) -> [String; CONFIGS.len()] {
        self.0.each_ref().map(|conversion| {
            let alone = |c: char| conversion.whole.convert(c.encode_utf8(&mut [0; 4]));
            text.chars().map(alone).collect()
        })
    }
}

/// What has a form for each of [`CONFIGS`], for each of [`TARGETS`].
fn by_target(forms: &[String; CONFIGS.len()]) -> Vec<String> {
    let forms = TARGETS.iter().map(|target| forms[target.config].clone());
    forms.collect()
}

pub(super) struct Vocabulary<'c> {
    conversions: &'c Conversions,
    writer: TableWriter,
    /// All words added.
    known: BTreeSet<String>,
    /// Where values were stored.
    places: BTreeMap<Vec<String>, u32>,
    counts: BTreeMap<String, u32>,
    total: f64,
}

impl<'c> Vocabulary<'c> {
    pub(super) fn new(conversions: &'c Conversions, listed: &[Listed<'_>]) -> Self {
        let counts = listed
            .iter()
            .map(|word| (word.text.to_owned(), word.count_alone()));
        Self {
            conversions,
            writer: TableWriter::default(),
            known: BTreeSet::new(),
            places: BTreeMap::new(),
            counts: counts.collect(),
            total: listed.iter().map(|word| f64::from(word.count)).sum(),
        }
    }

    /// Adds a word.
    pub(super) fn add(&mut self, word: &str, kind: Kind) {
        self.known.insert(word.to_owned());
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
    pub(super) fn phrase(&mut self, key: &str) {
        self.add(key, Kind::Phrase);
        let values = by_target(&self.conversions.convert(key));
        self.mark(key, &values);
    }

    /// Adds a word in its Traditional spellings, where the conversions would take it for
    /// Simplified: 干 in 干擾. Of characters in `either` the Simplified one is a Traditional
    /// spelling too.
    pub(super) fn keep(&mut self, word: &str, form: &str, either: &str) {
        let pairs = word.chars().zip(form.chars());
        let other: String = pairs
            .map(|(from, to)| if either.contains(from) { from } else { to })
            .collect();
        for form in [form, &other] {
            if form == word || form.chars().count() != word.chars().count() {
                continue;
            }
            for spelled in self.conversions.convert_further(form) {
                if self.known.contains(&spelled) || self.conversions.standard(&spelled) == spelled {
                    continue;
                }
                let count = self.counts.get(word).copied().unwrap_or(PHRASE_COUNT);
                self.counts.insert(spelled.clone(), count);
                self.value(&spelled, &spelled);
            }
        }
    }

    /// Adds an own entry; returns its form in each of [`TARGETS`].
    pub(super) fn own(&mut self, word: &str, forms: Forms) -> Vec<String> {
        let count = self.counts.entry(word.to_owned()).or_default();
        *count = LOCAL_COUNT.max(*count);
        let otherwise = by_target(&self.conversions.convert(word));
        let values = forms.into_iter().zip(otherwise);
        let values: Vec<String> = values
            .map(|(form, otherwise)| form.unwrap_or(otherwise))
            .collect();
        self.values(word, values.clone());
        self.keep_own(word, &values);
        values
    }

    /// Adds the forms of an own entry as words that stay as they are.
    fn keep_own(&mut self, word: &str, forms: &[String]) {
        for spelled in forms.iter().collect::<BTreeSet<_>>() {
            let converted = by_target(&self.conversions.convert(spelled));
            let forms = forms.iter().zip(&converted);
            let kept: Vec<String> = forms
                .map(|(form, other)| if form == spelled { form } else { other })
                .cloned()
                .collect();
            if spelled != word && kept != converted && !self.counts.contains_key(spelled) {
                self.counts.insert(spelled.clone(), LOCAL_COUNT);
                self.values(spelled, kept);
            }
        }
    }

    /// Adds a word with its Traditional form.
    pub(super) fn value(&mut self, word: &str, value: &str) {
        let values = by_target(&self.conversions.convert_further(value));
        self.values(word, values);
    }

    /// Adds a word with its form for each of [`TARGETS`].
    fn values(&mut self, word: &str, values: Vec<String>) {
        self.mark(word, &values);
        let place = match self.places.get(&values) {
            Some(place) => *place,
            None => self.writer.values(&values),
        };
        self.places.insert(values, place);
        self.add(word, Kind::Value(place));
    }

    /// Marks a word where it comes out otherwise than its characters would.
    fn mark(&mut self, word: &str, values: &[String]) {
        let by_character = self.conversions.by_character(word);
        for (place, (value, target)) in values.iter().zip(&TARGETS).enumerate() {
            if by_character[target.config] != *value {
                self.writer.sensitive(place, word);
            }
        }
    }

    /// Says how often what a character alone becomes is right.
    pub(super) fn share(&mut self, character: char, share: f64) {
        self.writer.share(character, share);
    }

    /// The tables as files; `None` where the words are too many for the format.
    pub(super) fn finish(self) -> Option<[(&'static str, Vec<u8>); FILES]> {
        self.writer.finish()
    }
}
