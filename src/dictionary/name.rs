//! The names of the built-in dictionaries.

use std::fmt;
use std::sync::Arc;

macro_rules! names {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $derived:literal;)*) => {
        /// A built-in dictionary.
        ///
        /// The names are OpenCC's, but for `STPhrasesFromRegional`, which there
        /// is `STPhrases_GeneratedFromRegionalPhrases`.
        ///
        /// # Examples
        /// ```
        /// use jianfan::dictionary::Name;
        ///
        /// assert_eq!(Name::StPhrases.to_string(), "STPhrases");
        /// assert!(Name::TwVariantsRev.is_derived());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Name {
            $($(#[$doc])* $variant,)*
        }

        impl Name {
            /// All built-in dictionaries, sorted by name.
            ///
            /// # Examples
            /// ```
            /// use jianfan::dictionary::Name;
            ///
            /// let derived = Name::ALL.into_iter().filter(|name| name.is_derived());
            /// assert_eq!((Name::ALL.len(), derived.count()), (22, 4));
            /// ```
            pub const ALL: [Name; 22] = [$(Name::$variant,)*];

            /// The name as the text form's file has it, without `.txt`.
            ///
            /// # Examples
            /// ```
            /// use jianfan::dictionary::Name;
            ///
            /// assert_eq!(Name::TwVariants.as_str(), "TWVariants");
            /// ```
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Name::$variant => $name,)*
                }
            }

            /// Whether it is computed from other dictionaries instead of stored.
            ///
            /// # Examples
            /// ```
            /// use jianfan::dictionary::Name;
            ///
            /// assert!(Name::TwVariantsRev.is_derived() && !Name::TwVariants.is_derived());
            /// ```
            #[must_use]
            pub const fn is_derived(self) -> bool {
                match self {
                    $(Name::$variant => $derived,)*
                }
            }
        }
    };
}

names! {
    /// CJK compatibility ideographs to the unified ones they stand for.
    CjkCompatibilityIdeographs = "CJK_Compatibility_Ideographs", false;
    /// Traditional phrases to Hong Kong's.
    HkPhrases = "HKPhrases", false;
    /// Hong Kong's phrases to the Mainland's, in Traditional characters.
    HkPhrasesRev = "HKPhrasesRev", false;
    /// Traditional characters to Hong Kong's forms.
    HkVariants = "HKVariants", false;
    /// Phrases in which Hong Kong's form is another than by character.
    HkVariantsPhrases = "HKVariantsPhrases", false;
    /// Hong Kong's forms to Traditional characters: `HKVariants` reversed.
    HkVariantsRev = "HKVariantsRev", true;
    /// Phrases in which the way back from Hong Kong's form is another.
    HkVariantsRevPhrases = "HKVariantsRevPhrases", false;
    /// Japanese new forms to Traditional characters.
    JpShinjitaiCharacters = "JPShinjitaiCharacters", false;
    /// Traditional characters to Japanese new forms: the former reversed.
    JpShinjitaiCharactersRev = "JPShinjitaiCharactersRev", true;
    /// Japanese words whose Traditional form is another than by character.
    JpShinjitaiPhrases = "JPShinjitaiPhrases", false;
    /// Simplified characters to Traditional.
    StCharacters = "STCharacters", false;
    /// Simplified phrases to Traditional.
    StPhrases = "STPhrases", false;
    /// Regional phrases in Simplified spelling, which hold segments together.
    StPhrasesFromRegional = "STPhrasesFromRegional", true;
    /// Traditional characters to Simplified.
    TsCharacters = "TSCharacters", false;
    /// Traditional to Simplified characters that many fonts cannot draw.
    TsCharactersExt = "TSCharactersExt", false;
    /// Traditional phrases to Simplified.
    TsPhrases = "TSPhrases", false;
    /// Traditional phrases to Taiwan's.
    TwPhrases = "TWPhrases", false;
    /// Taiwan's phrases to the Mainland's, in Traditional characters.
    TwPhrasesRev = "TWPhrasesRev", false;
    /// Traditional characters to Taiwan's forms.
    TwVariants = "TWVariants", false;
    /// Phrases in which Taiwan's form is another than by character.
    TwVariantsPhrases = "TWVariantsPhrases", false;
    /// Taiwan's forms to Traditional characters: `TWVariants` reversed.
    TwVariantsRev = "TWVariantsRev", true;
    /// Phrases in which the way back from Taiwan's form is another.
    TwVariantsRevPhrases = "TWVariantsRevPhrases", false;
}

/// What a dictionary is called.
///
/// # Examples
/// ```
/// use jianfan::dictionary::Name;
/// use jianfan::{Config, Converter};
///
/// let explanation = Converter::new(Config::S2t).explain("头发");
/// let label = &explanation.spans()[0].steps[0].dictionary;
/// assert_eq!(*label, Name::StPhrases);
/// assert_eq!(label.to_string(), "STPhrases");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Label {
    /// A built-in dictionary.
    BuiltIn(Name),
    /// Another, by the name of its file or of its place in one.
    Own(Arc<str>),
}

impl From<Name> for Label {
    fn from(name: Name) -> Self {
        Self::BuiltIn(name)
    }
}

impl PartialEq<Name> for Label {
    fn eq(&self, name: &Name) -> bool {
        *self == Self::BuiltIn(*name)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(name) => name.fmt(f),
            Self::Own(name) => f.pad(name),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Label {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Name {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
