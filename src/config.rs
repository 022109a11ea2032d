//! The conversions and their names.

use std::fmt;
use std::str::FromStr;

use crate::form::{Form, Vocabulary};

macro_rules! configs {
    ($(
        $variant:ident = $name:literal, $source:ident => $target:ident $vocabulary:ident,
            $description:literal;
    )+) => {
        /// A conversion: from which form of Chinese to which other.
        ///
        /// `s` is Simplified, `t` Traditional in OpenCC's own standard, `tw` Taiwan, `hk`
        /// Hong Kong, `jp` Japanese new forms (shinjitai); a final `p` also exchanges
        /// regional phrases (`软件` becomes `軟體` in Taiwan).
        ///
        /// Sixteen are [OpenCC's](Config::OPENCC), under its names. The others are made of
        /// the same stages and go by way of OpenCC's Traditional: `tw2hk` is `tw2t`, then
        /// `t2hk`. None of them cuts the text into segments, as none does of OpenCC's own
        /// that have one stage: what segments keep apart are Simplified words and those
        /// that become Simplified in a second stage.
        ///
        /// # Examples
        /// ```
        /// use jianfan::Config;
        ///
        /// let config: Config = "s2twp".parse()?;
        /// assert_eq!(config, Config::S2twp);
        /// assert_eq!(config.to_string(), "s2twp");
        /// # Ok::<(), jianfan::UnknownConfig>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Config {
            $(#[doc = concat!($description, ".")] $variant,)+
        }

        impl Config {
            /// All conversions, in the order of their declaration.
            ///
            /// # Examples
            /// ```
            /// use jianfan::Config;
            ///
            /// assert_eq!(Config::ALL.len(), 30);
            /// assert!(Config::ALL.starts_with(&Config::OPENCC));
            /// ```
            pub const ALL: [Config; [$($name),+].len()] = [$(Config::$variant),+];

            const fn row(self) -> Row {
                match self {
                    $(Config::$variant => Row {
                        name: $name,
                        source: Form::$source,
                        target: Form::$target,
                        vocabulary: Vocabulary::$vocabulary,
                        description: $description,
                    },)+
                }
            }
        }
    };
}

/// What is to be said of a conversion.
struct Row {
    name: &'static str,
    source: Form,
    target: Form,
    vocabulary: Vocabulary,
    description: &'static str,
}

configs! {
    S2t = "s2t", Mainland => Traditional Keep,
        "Simplified to Traditional (OpenCC standard)";
    S2tw = "s2tw", Mainland => Taiwan Keep,
        "Simplified to Traditional (Taiwan)";
    S2twp = "s2twp", Mainland => Taiwan Convert,
        "Simplified to Traditional (Taiwan), with Taiwan's phrases";
    S2hk = "s2hk", Mainland => HongKong Keep,
        "Simplified to Traditional (Hong Kong)";
    S2hkp = "s2hkp", Mainland => HongKong Convert,
        "Simplified to Traditional (Hong Kong), with Hong Kong's phrases";
    T2s = "t2s", Traditional => Mainland Keep,
        "Traditional (OpenCC standard) to Simplified";
    T2tw = "t2tw", Traditional => Taiwan Keep,
        "Traditional (OpenCC standard) to Taiwan's forms";
    T2hk = "t2hk", Traditional => HongKong Keep,
        "Traditional (OpenCC standard) to Hong Kong's forms";
    T2jp = "t2jp", Traditional => Japanese Keep,
        "Traditional to Japanese new forms (shinjitai)";
    Tw2s = "tw2s", Taiwan => Mainland Keep,
        "Traditional (Taiwan) to Simplified";
    Tw2sp = "tw2sp", Taiwan => Mainland Convert,
        "Traditional (Taiwan) to Simplified, with Mainland phrases";
    Tw2t = "tw2t", Taiwan => Traditional Keep,
        "Traditional (Taiwan) to OpenCC standard";
    Hk2s = "hk2s", HongKong => Mainland Keep,
        "Traditional (Hong Kong) to Simplified";
    Hk2sp = "hk2sp", HongKong => Mainland Convert,
        "Traditional (Hong Kong) to Simplified, with Mainland phrases";
    Hk2t = "hk2t", HongKong => Traditional Keep,
        "Traditional (Hong Kong) to OpenCC standard";
    Jp2t = "jp2t", Japanese => Traditional Keep,
        "Japanese new forms (shinjitai) to Traditional";
    T2twp = "t2twp", Traditional => Taiwan Convert,
        "Traditional (OpenCC standard) to Taiwan's forms, with Taiwan's phrases";
    T2hkp = "t2hkp", Traditional => HongKong Convert,
        "Traditional (OpenCC standard) to Hong Kong's forms, with Hong Kong's phrases";
    Tw2tp = "tw2tp", Taiwan => Traditional Convert,
        "Traditional (Taiwan) to OpenCC standard, with Mainland phrases";
    Tw2hk = "tw2hk", Taiwan => HongKong Keep,
        "Traditional (Taiwan) to Traditional (Hong Kong)";
    Tw2hkp = "tw2hkp", Taiwan => HongKong Convert,
        "Traditional (Taiwan) to Traditional (Hong Kong), with Hong Kong's phrases";
    Hk2tp = "hk2tp", HongKong => Traditional Convert,
        "Traditional (Hong Kong) to OpenCC standard, with Mainland phrases";
    Hk2tw = "hk2tw", HongKong => Taiwan Keep,
        "Traditional (Hong Kong) to Traditional (Taiwan)";
    Hk2twp = "hk2twp", HongKong => Taiwan Convert,
        "Traditional (Hong Kong) to Traditional (Taiwan), with Taiwan's phrases";
    S2jp = "s2jp", Mainland => Japanese Keep,
        "Simplified to Japanese new forms (shinjitai)";
    Tw2jp = "tw2jp", Taiwan => Japanese Keep,
        "Traditional (Taiwan) to Japanese new forms (shinjitai)";
    Hk2jp = "hk2jp", HongKong => Japanese Keep,
        "Traditional (Hong Kong) to Japanese new forms (shinjitai)";
    Jp2s = "jp2s", Japanese => Mainland Keep,
        "Japanese new forms (shinjitai) to Simplified";
    Jp2tw = "jp2tw", Japanese => Taiwan Keep,
        "Japanese new forms (shinjitai) to Traditional (Taiwan)";
    Jp2hk = "jp2hk", Japanese => HongKong Keep,
        "Japanese new forms (shinjitai) to Traditional (Hong Kong)";
}

impl Config {
    /// The sixteen conversions of OpenCC, whose results are OpenCC's byte for byte.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Config;
    ///
    /// assert!(Config::OPENCC.contains(&Config::S2twp));
    /// assert!(!Config::OPENCC.contains(&Config::Tw2hk));
    /// ```
    pub const OPENCC: [Config; 16] = *Config::ALL
        .first_chunk()
        .expect("they are declared before the others");

    /// The conversion from one form to another; `None` if there is none, because the
    /// forms are the same, or because their vocabularies differ and no dictionary has
    /// them: [`Form::Japanese`] has none.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Form, Vocabulary};
    ///
    /// let (keep, convert) = (Vocabulary::Keep, Vocabulary::Convert);
    /// assert_eq!(Config::between(Form::Mainland, Form::Taiwan, keep), Some(Config::S2tw));
    /// assert_eq!(Config::between(Form::Mainland, Form::Taiwan, convert), Some(Config::S2twp));
    /// // Simplified and OpenCC's Traditional have the same vocabulary.
    /// assert_eq!(Config::between(Form::Mainland, Form::Traditional, convert), Some(Config::S2t));
    /// assert_eq!(Config::between(Form::Mainland, Form::Japanese, convert), None);
    /// assert_eq!(Config::between(Form::Taiwan, Form::Taiwan, keep), None);
    /// ```
    #[must_use]
    pub fn between(source: Form, target: Form, vocabulary: Vocabulary) -> Option<Config> {
        use Form::{Mainland, Traditional};
        let vocabulary = match (source, target) {
            (Mainland, Traditional) | (Traditional, Mainland) => Vocabulary::Keep,
            _ => vocabulary,
        };
        let asked = (source, target, vocabulary);
        let is_asked = |c: &Config| (c.source(), c.target(), c.vocabulary()) == asked;
        Config::ALL.into_iter().find(is_asked)
    }

    /// The name, such as `s2twp`.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Config;
    ///
    /// assert_eq!(Config::Hk2s.name(), "hk2s");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// One line that says what the conversion does, for menus and help texts.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Config;
    ///
    /// assert_eq!(
    ///     Config::S2twp.description(),
    ///     "Simplified to Traditional (Taiwan), with Taiwan's phrases"
    /// );
    /// ```
    #[must_use]
    pub const fn description(self) -> &'static str {
        self.row().description
    }

    /// The form of Chinese that it reads.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Form};
    ///
    /// assert_eq!(Config::Hk2sp.source(), Form::HongKong);
    /// ```
    #[must_use]
    pub const fn source(self) -> Form {
        self.row().source
    }

    /// The form of Chinese that it gives.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Config;
    ///
    /// assert_eq!(Config::S2twp.target().tag(), "zh-Hant-TW");
    /// ```
    #[must_use]
    pub const fn target(self) -> Form {
        self.row().target
    }

    /// Whether it exchanges regional phrases.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Vocabulary};
    ///
    /// assert_eq!(Config::S2tw.vocabulary(), Vocabulary::Keep);
    /// assert_eq!(Config::S2twp.vocabulary(), Vocabulary::Convert);
    /// ```
    #[must_use]
    pub const fn vocabulary(self) -> Vocabulary {
        self.row().vocabulary
    }
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Config {
    type Err = UnknownConfig;

    /// Reads a name as [`Config::name`] gives it: lower case, nothing around it.
    fn from_str(name: &str) -> Result<Self, UnknownConfig> {
        Config::ALL
            .into_iter()
            .find(|config| config.name() == name)
            .ok_or_else(|| UnknownConfig(name.to_owned()))
    }
}

/// A name that no [`Config`] has; its message lists those that exist.
///
/// # Examples
/// ```
/// let error = "s2xx".parse::<jianfan::Config>().unwrap_err();
/// assert!(error.to_string().starts_with("unknown config \"s2xx\"; known: s2t, s2tw, "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownConfig(String);

impl fmt::Display for UnknownConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown config {:?}; known: ", self.0)?;
        for (index, config) in Config::ALL.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{config}")?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownConfig {}
