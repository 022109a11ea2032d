//! What can be chosen before a converter is made.

use std::fmt;

use crate::chain::Chain;
use crate::config::Config;
use crate::context::{Target, Words};
use crate::converter::Converter;
use crate::error::BundleError;
use crate::normalization::Normalization;
use crate::own::Parting;
use crate::tofu::Tofu;
use crate::usage::Usage;
use crate::user_dictionary::{Conflict, Level, Lexicon, UserDictionary};

/// Collects choices and builds a [`Converter`]; see [`Converter::builder`].
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, Engine, Tofu};
///
/// let builder = Converter::builder(Config::T2s);
/// let converter = builder.tofu(Tofu::Include).engine(Engine::Staged).build()?;
/// assert_eq!(converter.convert("鄟頭"), "𫑘头");
/// # Ok::<(), jianfan::BuildError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ConverterBuilder {
    config: Config,
    tofu: Tofu,
    engine: Engine,
    /// Behind a pointer, so that a program carries no words that never asks for them.
    words: Option<fn(Config, Usage) -> Option<Words>>,
    usage: Usage,
    /// Likewise, for the pairs of other normalizations than the default.
    normalization: Option<fn() -> Lexicon>,
    dictionaries: Vec<(Level, UserDictionary)>,
    /// Likewise, for how they come before the conversion.
    own: Option<fn(Lexicon, Converter) -> Converter>,
}

impl ConverterBuilder {
    pub(crate) fn new(config: Config) -> Self {
        Self {
            config,
            tofu: Tofu::default(),
            engine: Engine::default(),
            words: None,
            usage: Usage::default(),
            normalization: None,
            dictionaries: Vec::new(),
            own: None,
        }
    }

    /// Whether forms that many fonts cannot draw are used; by default not.
    ///
    /// Only conversions to Simplified have such forms.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Tofu};
    ///
    /// let plain = Converter::builder(Config::T2s).build()?;
    /// let rare = Converter::builder(Config::T2s).tofu(Tofu::Include).build()?;
    /// assert_eq!(plain.convert("鄟"), "鄟");
    /// assert_eq!(rare.convert("鄟"), "𫑘");
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn tofu(mut self, tofu: Tofu) -> Self {
        self.tofu = tofu;
        self
    }

    /// Which engine does the work; by default the fast one. Both give the same.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Engine};
    ///
    /// let staged = Converter::builder(Config::S2t).engine(Engine::Staged).build()?;
    /// assert_eq!(staged.convert("头发"), Converter::new(Config::S2t).convert("头发"));
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// How it is decided which words a text is made of; by default as OpenCC does.
    ///
    /// Only conversions from Simplified to Traditional forms know
    /// [`Matching::Context`]: `s2t`, `s2tw`, `s2twp`, `s2hk` and `s2hkp`.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Matching};
    ///
    /// let builder = Converter::builder(Config::S2t).matching(Matching::Context);
    /// let converter = builder.build()?;
    /// assert_eq!(converter.convert("一年历史"), "一年歷史");
    /// // 年历 is a calendar, and comes first.
    /// assert_eq!(Converter::new(Config::S2t).convert("一年历史"), "一年曆史");
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn matching(mut self, matching: Matching) -> Self {
        self.words = match matching {
            Matching::Greedy => None,
            Matching::Context => Some(Words::embedded),
        };
        self
    }

    /// Whose usage is followed where a word has two spellings; by default that of the region
    /// converted to. For [`Matching::Context`] only, since the default way of matching gives
    /// what OpenCC gives.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Matching, Usage};
    ///
    /// let builder = Converter::builder(Config::S2t).matching(Matching::Context);
    /// let converter = builder.usage(Usage::Taiwan).build()?;
    /// assert_eq!(converter.convert("公布计划"), "公布計畫");
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn usage(mut self, usage: Usage) -> Self {
        self.usage = usage;
        self
    }

    /// Which characters become the Han characters that they stand for, before all else; by
    /// default as OpenCC does.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Normalization};
    ///
    /// let builder = Converter::builder(Config::S2t).normalization(Normalization::Radicals);
    /// // U+2EA6 and U+2F64, which look like 丬 and 用.
    /// assert_eq!(builder.build()?.convert("\u{2EA6}\u{2F64}"), "丬用");
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn normalization(mut self, normalization: Normalization) -> Self {
        self.normalization = normalization.lexicon();
        self
    }

    /// Adds a dictionary of your own; see [`user_dictionary`](crate::user_dictionary).
    ///
    /// # Examples
    /// ```
    /// use jianfan::user_dictionary::{Level, UserDictionary};
    /// use jianfan::{Config, Converter};
    ///
    /// let terms = UserDictionary::from_pairs("terms", [("云", "雲端")])?;
    /// let converter = Converter::builder(Config::S2t).dictionary(Level::Lock, terms).build()?;
    /// assert_eq!(converter.convert("云计算"), "雲端計算");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dictionary(mut self, level: Level, dictionary: UserDictionary) -> Self {
        self.dictionaries.push((level, dictionary));
        self.own = Some(Converter::own_keys);
        self
    }

    /// Builds the converter.
    ///
    /// # Errors
    /// Two dictionaries of your own differ in a key, there are no words for
    /// [`Matching::Context`] in the conversion, or none in the [`Usage`].
    ///
    /// # Complexity
    /// O(1), and O(n) for n keys of your own if there are several dictionaries. Up to some
    /// thousands of keys O(n log n): a few milliseconds for a thousand.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::builder(Config::Hk2s).build()?;
    /// assert_eq!(converter.convert("裏面"), "里面");
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn build(self) -> Result<Converter, BuildError> {
        let mut converter = match self.engine {
            Engine::Fast => Converter::fast(self.config, self.tofu),
            Engine::Staged => {
                let chain = Chain::embedded(self.config, self.tofu)?;
                Converter::staged(Some(self.config), chain)
            }
        };
        if let Some(words) = self.words {
            let no_words = match self.usage {
                Usage::OfConfig => BuildError::NoContext(self.config),
                usage => BuildError::NoUsage(self.config, usage),
            };
            let words = words(self.config, self.usage).ok_or(no_words)?;
            converter = Converter::own(Parting::Words(words), converter);
        } else if self.usage != Usage::OfConfig {
            return Err(BuildError::UsageWithoutContext(self.usage));
        }
        if let Some(own) = self.own {
            converter = own(Lexicon::new(self.dictionaries)?, converter);
        }
        if let Some(lexicon) = self.normalization {
            converter = Converter::own(Parting::Keys(lexicon()), converter);
        }
        Ok(converter)
    }
}

/// How a conversion is done. The result is the same.
///
/// # Examples
/// ```
/// assert_eq!(jianfan::Engine::default(), jianfan::Engine::Fast);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Engine {
    /// Maps characters and matches phrases only where the result depends on them.
    #[default]
    Fast,
    /// Does what the conversion's definition says, stage by stage: some hundred
    /// times slower. It is what the fast engine is checked against.
    Staged,
}

/// How it is decided which words a text is made of, where it could be read in several ways.
///
/// # Examples
/// ```
/// assert_eq!(jianfan::Matching::default(), jianfan::Matching::Greedy);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Matching {
    /// From left to right, the longest key first: exactly what OpenCC does.
    #[default]
    Greedy,
    /// The reading whose words are the most frequent ones together, among OpenCC's keys
    /// and 80 thousand words more; each word is converted as a text of its own. Some words
    /// have results of this project's own.
    ///
    /// It makes fewer errors and is slower; `docs/accuracy.md` has figures. The same text
    /// always gives the same result. Streams, edits, explanations and dictionaries of your
    /// own respect it. Where a word has two spellings, [`Usage`] chooses.
    Context,
}

/// Why a converter cannot be built.
///
/// # Examples
/// ```
/// let error = jianfan::BuildError::from(jianfan::BundleError::Foreign);
/// assert_eq!(error.to_string(), "not a jianfan bundle");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The tables are not usable.
    Bundle(BundleError),
    /// Two dictionaries of your own differ in a key.
    Conflict(Conflict),
    /// There are no words for [`Matching::Context`] in this conversion.
    NoContext(Config),
    /// There are no words for [`Matching::Context`] in this conversion and this usage.
    NoUsage(Config, Usage),
    /// A usage was chosen without [`Matching::Context`].
    UsageWithoutContext(Usage),
}

impl From<Conflict> for BuildError {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl From<BundleError> for BuildError {
    fn from(error: BundleError) -> Self {
        Self::Bundle(error)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(error) => error.fmt(f),
            Self::Conflict(conflict) => conflict.fmt(f),
            Self::NoContext(config) => {
                let known = names_with(Usage::OfConfig);
                write!(
                    f,
                    "no words to match {config} in context by; there are for {known}"
                )
            }
            Self::NoUsage(config, usage) => {
                let known = names_with(*usage);
                write!(
                    f,
                    "no words of {usage} to match {config} in context by; there are for {known}"
                )
            }
            Self::UsageWithoutContext(usage) => {
                write!(f, "{usage} is for matching in context only")
            }
        }
    }
}

impl std::error::Error for BuildError {}

/// The names of the conversions that can be matched in context in a usage.
fn names_with(usage: Usage) -> String {
    let names: Vec<_> = Target::configs(usage).map(Config::name).collect();
    names.join(", ")
}
