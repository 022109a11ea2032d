//! What can be chosen before a converter is made.

use std::fmt;

use crate::chain::Chain;
use crate::config::Config;
use crate::converter::Converter;
use crate::error::BundleError;
use crate::tofu::Tofu;
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
    dictionaries: Vec<(Level, UserDictionary)>,
}

impl ConverterBuilder {
    pub(crate) fn new(config: Config) -> Self {
        Self {
            config,
            tofu: Tofu::default(),
            engine: Engine::default(),
            dictionaries: Vec::new(),
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
        self
    }

    /// Builds the converter.
    ///
    /// # Errors
    /// What was chosen cannot be had; with the built-in tables alone it can. Two
    /// dictionaries of your own differ in a key.
    ///
    /// # Complexity
    /// O(1), and O(n) for n keys of your own if there are several dictionaries.
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
        let converter = match self.engine {
            Engine::Fast => Converter::fast(self.config, self.tofu),
            Engine::Staged => {
                let chain = Chain::embedded(self.config, self.tofu)?;
                Converter::staged(Some(self.config), chain)
            }
        };
        if self.dictionaries.is_empty() {
            return Ok(converter);
        }
        Ok(Converter::own(Lexicon::new(self.dictionaries)?, converter))
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
        }
    }
}

impl std::error::Error for BuildError {}
