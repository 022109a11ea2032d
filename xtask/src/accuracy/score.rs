//! How many of what are right.

use std::collections::HashMap;
use std::ops::AddAssign;

use anyhow::Result;
use jianfan::{Config, Converter, Matching};

use super::pairs::{DIRECTIONS, Folds, Pair, folded};

/// In these a character of the source is one of the result.
pub(super) const BY_CHARACTER: [Config; 3] = [Config::S2t, Config::S2tw, Config::S2hk];

/// The converters of one way of matching.
pub(super) struct Converters(HashMap<Config, Converter>);

impl Converters {
    pub(super) fn new(matching: Matching) -> Result<Self> {
        let mut converters = HashMap::new();
        for config in DIRECTIONS {
            let converter = Converter::builder(config).matching(matching).build()?;
            converters.insert(config, converter);
        }
        Ok(Self(converters))
    }

    /// Those with the words of tables that are not the built-in ones.
    pub(super) fn with_words(tables: &'static jianfan::compile::WordTables) -> Self {
        let converter = |config| Some((config, tables.converter(config)?));
        Self(DIRECTIONS.into_iter().filter_map(converter).collect())
    }

    pub(super) fn of(&self, config: Config) -> &Converter {
        &self.0[&config]
    }

    pub(super) fn convert(&self, config: Config, text: &str) -> String {
        self.of(config).convert(text).into_owned()
    }
}

/// An ambiguous character: what it was taken for, and what it should be.
pub(super) type Confusion = (char, char, char);

/// A pair beside what became of its source.
pub(super) struct Judged {
    strict: bool,
    pub(super) lenient: bool,
    ambiguous: u32,
    ambiguous_strict: u32,
    minority: u32,
    minority_right: u32,
    /// By the lenient forms.
    pub(super) errors: Vec<Confusion>,
}

impl Judged {
    pub(super) fn new(pair: &Pair, got: &str, folds: &Folds) -> Self {
        let [strict, lenient] = [&folds.strict, &folds.lenient]
            .map(|fold| (folded(got, fold), folded(&pair.expected, fold)));
        let mut judged = Self {
            strict: strict.0 == strict.1,
            lenient: lenient.0 == lenient.1,
            ambiguous: 0,
            ambiguous_strict: 0,
            minority: 0,
            minority_right: 0,
            errors: Vec::new(),
        };
        let source: Vec<char> = pair.source.chars().collect();
        if source.len() != strict.1.len() || !BY_CHARACTER.contains(&pair.config) {
            return judged;
        }
        for (place, character) in source.iter().enumerate() {
            let Some(candidates) = folds.ambiguous.get(character) else {
                continue;
            };
            let is_right = is_aligned(&lenient, place);
            let commonest = candidates.first().unwrap_or(character);
            let commonest = folds.strict.get(commonest).unwrap_or(commonest);
            let is_minority = strict.1[place] != *commonest;
            judged.ambiguous += 1;
            judged.ambiguous_strict += u32::from(is_aligned(&strict, place));
            judged.minority += u32::from(is_minority);
            judged.minority_right += u32::from(is_minority && is_right);
            if !is_right {
                let at = |text: &str| text.chars().nth(place).unwrap_or(*character);
                judged
                    .errors
                    .push((*character, at(got), at(&pair.expected)));
            }
        }
        judged
    }
}

/// Whether a result has what is expected at a place; never where it has another length.
fn is_aligned((got, expected): &(Vec<char>, Vec<char>), place: usize) -> bool {
    got.len() == expected.len() && got[place] == expected[place]
}

/// The sum of what was judged.
#[derive(Clone, Copy, Default)]
pub(super) struct Score {
    sentences: u32,
    strict: u32,
    lenient: u32,
    ambiguous: u32,
    ambiguous_strict: u32,
    minority: u32,
    minority_right: u32,
    pub(super) errors: u32,
}

impl AddAssign<&Judged> for Score {
    fn add_assign(&mut self, judged: &Judged) {
        *self += Self {
            sentences: 1,
            strict: u32::from(judged.strict),
            lenient: u32::from(judged.lenient),
            ambiguous: judged.ambiguous,
            ambiguous_strict: judged.ambiguous_strict,
            minority: judged.minority,
            minority_right: judged.minority_right,
            errors: judged.errors.len() as u32,
        };
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.strict += other.strict;
        self.lenient += other.lenient;
        self.ambiguous += other.ambiguous;
        self.ambiguous_strict += other.ambiguous_strict;
        self.minority += other.minority;
        self.minority_right += other.minority_right;
        self.errors += other.errors;
    }
}

impl Score {
    pub(super) const HEAD: &str = "| set | pairs | mode | sentences | ambiguous | minority | errors |\n\
        |---|---:|---|---|---|---:|---:|";

    /// The row of a table.
    pub(super) fn row(&self, name: &str, matching: Matching) -> String {
        let both = |strict, lenient, whole| {
            format!("{}/{}", percent(strict, whole), percent(lenient, whole))
        };
        let lenient = self.ambiguous - self.errors;
        format!(
            "| `{name}` | {} | {matching:?} | {} | {} | {} | {} of {} |",
            self.sentences,
            both(self.strict, self.lenient, self.sentences),
            both(self.ambiguous_strict, lenient, self.ambiguous),
            percent(self.minority_right, self.minority),
            self.errors,
            self.ambiguous,
        )
    }
}

pub(super) fn percent(part: u32, whole: u32) -> String {
    match whole {
        0 => "-".to_owned(),
        _ => format!("{:.2}", 100.0 * f64::from(part) / f64::from(whole)),
    }
}
