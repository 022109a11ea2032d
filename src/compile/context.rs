//! From lists of words to the tables of [`Matching::Context`](crate::Matching::Context).

use super::local::{self, Classes};
use super::vocabulary::{Conversions, Vocabulary};
use super::{Sources, listed, shares};
use crate::config::Config;
use crate::context::{FILES, Kind, Words};
use crate::converter::Converter;
use crate::dictionary::Name;
use crate::error::ParseError;
use crate::own::Parting;
use crate::tofu::Tofu;
use crate::usage::Usage;

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
        let words = Words::compiled(files, config, Usage::OfConfig)?;
        let base = Converter::new(config);
        Some(Converter::own(Parting::Words(words), base))
    }
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
        let listed = listed::words(lists.words)?;
        let names = listed::name_characters(lists.names)?;
        let conversions = Conversions::new(self);
        let standard = |text: &str| conversions.standard(text);
        let to_simplified = self.chain(Config::T2s, Tofu::Include);
        let classes = Classes::read(lists.classes, standard)?;

        let mut vocabulary = Vocabulary::new(&conversions, &listed);
        // Words with their Traditional forms.
        let mut forms: Vec<(String, String)> = Vec::new();
        for word in &listed {
            let greedy = standard(word.text);
            let value = word
                .is_name
                .then(|| listed::in_name(word.text, &greedy, &names));
            match value {
                Some(value) if !word.is_character() && value != greedy => {
                    vocabulary.value(word.text, &value);
                    forms.push((word.text.to_owned(), value));
                }
                _ if word.is_character() => vocabulary.add(word.text, Kind::Phrase),
                _ => {
                    vocabulary.add(word.text, Kind::Anchor);
                    forms.push((word.text.to_owned(), greedy));
                }
            }
        }
        for name in [Name::StPhrases, Name::StPhrasesFromRegional] {
            for entry in self.entries(name) {
                vocabulary.phrase(&entry.key);
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
                vocabulary.phrase(&entry.key);
                // What the conversions make of it otherwise never is the key's text.
                if standard(&simplified) == entry.key {
                    vocabulary.phrase(&simplified);
                } else {
                    vocabulary.value(&simplified, &entry.key);
                }
            }
        }
        for (word, own) in local::entries(lists.local, &classes, &conversions)? {
            let values = vocabulary.own(&word, own).into_iter();
            // The standard one last, which is the one that counts.
            forms.extend(values.rev().map(|value| (word.clone(), value)));
        }
        let characters = self.entries(Name::StCharacters);
        for (character, share) in shares::of_characters(&listed, &forms, characters) {
            vocabulary.share(character, share);
        }
        let either: String = classes
            .members("either")
            .iter()
            .map(|(c, _)| &**c)
            .collect();
        for (word, form) in &forms {
            vocabulary.keep(word, form, &either);
        }
        let tables = vocabulary.finish();
        Ok(WordTables(tables.expect("the lists have few words")))
    }
}
