//! From lists of words to the tables of [`Matching::Context`](crate::Matching::Context).

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::local::{self, Classes};
use crate::chain::Chain;
use crate::config::Config;
use crate::context::{Entry, FILES, Kind, TARGETS, TableWriter, Words};
use crate::converter::Converter;
use crate::dictionary::Name;
use crate::error::{ParseError, ParseErrorKind, Position};
use crate::own::Parting;
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
///     classes: "number\t一 两 三\tnumerals\n",
///     local: "{number}只\t*隻\tall\ta number of animals\t兩隻羊\n",
/// };
/// assert_eq!(lists.words.lines().count(), 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordLists<'t> {
    /// Words with how often they occur, and a mark at names: `dicts/jieba/words.txt`.
    pub words: &'t str,
    /// What characters become in names, each with a reason: `dicts/local/names.txt`.
    pub names: &'t str,
    /// Lists of words for the patterns of the own entries: `dicts/local/classes.txt`.
    pub classes: &'t str,
    /// Words with their Traditional forms, each with a region, a reason and an example:
    /// `dicts/local/context.txt`.
    pub local: &'t str,
}

impl WordLists<'_> {
    /// The words of the own entries, each with the line that it comes from, counted from 1.
    ///
    /// # Errors
    /// The first line that is no entry.
    ///
    /// # Examples
    /// ```
    /// use jianfan::compile::WordLists;
    ///
    /// let lists = WordLists {
    ///     words: "",
    ///     names: "",
    ///     classes: "number\t两 三\tnumerals\n",
    ///     local: "{number}只\t*隻\tall\ta number of animals\t兩隻羊\n",
    /// };
    /// let words = lists.own_words()?;
    /// assert_eq!(words, [(1, "两只".to_owned()), (1, "三只".to_owned())]);
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn own_words(&self) -> Result<Vec<(u32, String)>, ParseError> {
        let classes = Classes::read(self.classes, str::to_owned)?;
        local::words(self.local, &classes)
    }
}

/// The tables of the words, compiled.
///
/// # Examples
/// ```
/// use jianfan::Config;
/// use jianfan::compile::{Sources, WordLists};
/// use jianfan::dictionary::{Bundle, Name};
///
/// // The text that the embedded bundle was compiled from, got back from it.
/// let text = |name: Name| {
///     let dictionary = Bundle::embedded().dictionary(name)?;
///     Ok::<_, jianfan::BundleError>(dictionary.entries().to_text())
/// };
/// let lists = WordLists {
///     words: "转\t500\n换发\t10\n转换\t900\n发生\t900\n",
///     names: "",
///     classes: "",
///     local: "换发\t換發\tall\tnever hair\t換發新證\n",
/// };
/// let tables = Sources::read(text)?.compile_words(&lists)?;
/// let converter = Box::leak(Box::new(tables)).converter(Config::S2t).unwrap();
/// assert_eq!(converter.convert("换发"), "換發");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct WordTables([(&'static str, Vec<u8>); FILES]);

impl WordTables {
    /// Name and bytes of each file in `dicts/context`.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (*name, &**bytes))
    }

    /// A converter in [`Matching::Context`](crate::Matching::Context) with these words in the
    /// place of the built-in ones; `None` if there are none for the conversion.
    ///
    /// They have to live as long as the program, as the built-in ones do.
    #[must_use]
    pub fn converter(&'static self, config: Config) -> Option<Converter> {
        let files = self.0.each_ref().map(|(_, bytes)| &**bytes);
        let words = Words::compiled(files, config)?;
        let base = Converter::new(config);
        Some(Converter::own(Parting::Words(words), base))
    }
}

struct Vocabulary {
    writer: TableWriter,
    /// All words added.
    known: BTreeSet<String>,
    /// Where values were stored.
    places: BTreeMap<Vec<String>, u32>,
    counts: BTreeMap<String, u32>,
    total: f64,
}

impl Sources {
    /// Compiles the tables of the words: the files in `dicts/context`.
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
    ///     classes: &read_to_string("dicts/local/classes.txt")?,
    ///     local: &read_to_string("dicts/local/context.txt")?,
    /// };
    /// let tables = sources.compile_words(&lists)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compile_words(&self, lists: &WordLists<'_>) -> Result<WordTables, ParseError> {
        let listed = listed_words(lists.words)?;
        let names = name_characters(lists.names)?;
        let chains = TARGETS.map(|(config, further)| Conversions {
            whole: self.chain(config, Tofu::Drop),
            further: further.map(|config| self.chain(config, Tofu::Drop)),
        });
        let to_simplified = self.chain(Config::T2s, Tofu::Include);
        let [traditional, ..] = &chains;
        let classes = Classes::read(lists.classes, |member| traditional.convert(member))?;

        let mut vocabulary = Vocabulary {
            writer: TableWriter::default(),
            known: BTreeSet::new(),
            places: BTreeMap::new(),
            total: listed.iter().map(|word| f64::from(word.count)).sum(),
            counts: listed
                .iter()
                .map(|word| (word.text.to_owned(), word.count))
                .collect(),
        };
        // Words with their Traditional forms.
        let mut forms: Vec<(String, String)> = Vec::new();
        for word in &listed {
            let is_character = word.text.chars().nth(1).is_none();
            let greedy = traditional.convert(word.text);
            let value = word.is_name.then(|| in_name(word.text, &greedy, &names));
            match value {
                Some(value) if !is_character && value != greedy => {
                    vocabulary.value(word.text, &value, &chains);
                    forms.push((word.text.to_owned(), value));
                }
                _ if is_character => vocabulary.add(word.text, Kind::Phrase),
                _ => {
                    vocabulary.add(word.text, Kind::Anchor);
                    forms.push((word.text.to_owned(), greedy));
                }
            }
        }
        for name in [Name::StPhrases, Name::StPhrasesFromRegional] {
            for entry in self.entries(name) {
                vocabulary.phrase(&entry.key, &chains);
                forms.push((entry.key.clone(), entry.default_value().to_owned()));
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
                if simplified.chars().nth(1).is_none() {
                    continue;
                }
                vocabulary.phrase(&entry.key, &chains);
                // What the conversions make of it otherwise never is the key's text.
                if traditional.convert(&simplified) == entry.key {
                    vocabulary.phrase(&simplified, &chains);
                } else {
                    vocabulary.value(&simplified, &entry.key, &chains);
                }
            }
        }
        let further = |target: usize, form: &str| chains[target].convert_further(form);
        for (word, own) in local::entries(lists.local, &classes, further)? {
            let count = vocabulary.counts.entry(word.clone()).or_default();
            *count = LOCAL_COUNT.max(*count);
            let values = own.into_iter().zip(&chains);
            let values: Vec<String> = values
                .map(|(form, chain)| form.unwrap_or_else(|| chain.convert(&word)))
                .collect();
            vocabulary.values(&word, values.clone(), &chains);
            vocabulary.keep_own(&word, &values, &chains);
            forms.extend(values.into_iter().map(|value| (word.clone(), value)));
        }
        let either: String = classes
            .members("either")
            .iter()
            .map(|(c, _)| &**c)
            .collect();
        for (word, form) in &forms {
            vocabulary.keep(word, form, &either, &chains);
        }
        let tables = vocabulary.writer.finish();
        Ok(WordTables(tables.expect("the lists have few words")))
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

/// What a name becomes: what it would otherwise, but some of its characters as in names.
fn in_name(name: &str, otherwise: &str, names: &BTreeMap<char, &str>) -> String {
    let characters = name
        .chars()
        .zip(otherwise.split("").filter(|c| !c.is_empty()));
    let become_in_name =
        |(character, otherwise)| names.get(&character).copied().unwrap_or(otherwise);
    characters.map(become_in_name).collect()
}

impl Vocabulary {
    fn add(&mut self, word: &str, kind: Kind) {
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
    fn phrase(&mut self, key: &str, chains: &[Conversions]) {
        self.add(key, Kind::Phrase);
        for (target, chain) in chains.iter().enumerate() {
            self.mark(target, key, &chain.convert(key), chain);
        }
    }

    /// Adds a word in its Traditional spellings, where the conversions would take it for
    /// Simplified: 干 in 干擾. Of characters in `either` the Simplified one is a Traditional
    /// spelling too.
    fn keep(&mut self, word: &str, form: &str, either: &str, chains: &[Conversions]) {
        let traditional = &chains[0];
        let pairs = word.chars().zip(form.chars());
        let other: String = pairs
            .map(|(from, to)| if either.contains(from) { from } else { to })
            .collect();
        for form in [form, &other] {
            if form == word || form.chars().count() != word.chars().count() {
                continue;
            }
            for chain in chains {
                let spelled = chain.convert_further(form);
                if self.known.contains(&spelled) || traditional.convert(&spelled) == spelled {
                    continue;
                }
                let count = self.counts.get(word).copied().unwrap_or(PHRASE_COUNT);
                self.counts.insert(spelled.clone(), count);
                self.value(&spelled, &spelled, chains);
            }
        }
    }

    /// Adds the forms of an own entry as words that stay as they are.
    fn keep_own(&mut self, word: &str, forms: &[String], chains: &[Conversions]) {
        for spelled in forms.iter().collect::<BTreeSet<_>>() {
            let converted: Vec<String> = chains.iter().map(|c| c.convert(spelled)).collect();
            let forms = forms.iter().zip(&converted);
            let kept: Vec<String> = forms
                .map(|(form, other)| if form == spelled { form } else { other })
                .cloned()
                .collect();
            if spelled != word && kept != converted && !self.counts.contains_key(spelled) {
                self.counts.insert(spelled.clone(), LOCAL_COUNT);
                self.values(spelled, kept, chains);
            }
        }
    }

    /// Adds a word with its Traditional form.
    fn value(&mut self, word: &str, value: &str, chains: &[Conversions]) {
        let values: Vec<String> = chains.iter().map(|c| c.convert_further(value)).collect();
        self.values(word, values, chains);
    }

    /// Adds a word with its form in each conversion.
    fn values(&mut self, word: &str, values: Vec<String>, chains: &[Conversions]) {
        for (target, (value, chain)) in values.iter().zip(chains).enumerate() {
            self.mark(target, word, value, chain);
        }
        let place = match self.places.get(&values) {
            Some(place) => *place,
            None => self.writer.values(&values),
        };
        self.places.insert(values, place);
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
        let error = |kind| ParseError::new("words.txt", Some(Position::Line(number)), kind);
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

/// What characters become in names: character, form, and why in each line.
fn name_characters(text: &str) -> Result<BTreeMap<char, &str>, ParseError> {
    let mut names = BTreeMap::new();
    for line in local::lines("names.txt", text) {
        let [character, form, _why] = line.fields()?;
        names.extend(character.chars().next().map(|character| (character, form)));
    }
    Ok(names)
}
