//! Which characters are put in place of others before a text is converted.

use std::sync::LazyLock;

use crate::dictionary::Entries;
use crate::user_dictionary::{Level, Lexicon, UserDictionary};

/// Which characters become the Han characters that they stand for before a text is converted.
///
/// Texts taken from PDF files are full of radicals: they look like characters, but no
/// dictionary knows them.
///
/// It is done as with a dictionary of your own at [`Level::First`], so all that converts
/// respects it, and streams, edits and explanations tell places of the text as it was.
/// Dictionaries of your own read the text behind it. An ideographic description sequence
/// stays as it is.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, Normalization};
///
/// let converter = |normalization| {
///     Converter::builder(Config::S2t).normalization(normalization).build()
/// };
/// // U+2F64, U+2F65 and U+2FA5 look like 用, 田 and 里.
/// let text = "㊣⽤户的⽥⾥";
/// assert_eq!(converter(Normalization::Ideographs)?.convert(text), "㊣⽤戶的⽥⾥");
/// assert_eq!(converter(Normalization::Radicals)?.convert(text), "㊣用戶的田裏");
/// assert_eq!(converter(Normalization::Compatibility)?.convert(text), "正用戶的田裏");
/// # Ok::<(), jianfan::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Normalization {
    /// Compatibility ideographs: exactly what OpenCC does.
    #[default]
    Ideographs,
    /// Radicals too: those of the Kangxi dictionary (U+2F00 to U+2FD5) and the supplement
    /// (U+2E80 to U+2EF3), where Unicode names an equivalent ideograph.
    Radicals,
    /// All that is another form of one ideograph too: circled, squared, small and raised ones.
    /// What the form says is lost.
    Compatibility,
}

/// A line for each character, as in a dictionary. `cargo xtask compatibility` writes it.
static PAIRS: &str = include_str!("../dicts/compatibility.txt");
/// The first character that is no radical.
const BEHIND_RADICALS: &str = "\u{2FE0}";

impl Normalization {
    /// What does it, apart from OpenCC's part; behind a pointer, so that a program carries no
    /// pairs that never asks for them.
    pub(crate) fn lexicon(self) -> Option<fn() -> Lexicon> {
        match self {
            Self::Ideographs => None,
            Self::Radicals => Some(radicals),
            Self::Compatibility => Some(compatibility),
        }
    }
}

fn radicals() -> Lexicon {
    static RADICALS: LazyLock<UserDictionary> =
        LazyLock::new(|| dictionary(|key| key < BEHIND_RADICALS));
    lexicon(&RADICALS)
}

fn compatibility() -> Lexicon {
    static COMPATIBILITY: LazyLock<UserDictionary> = LazyLock::new(|| dictionary(|_| true));
    lexicon(&COMPATIBILITY)
}

fn dictionary(is_wanted: impl Fn(&str) -> bool) -> UserDictionary {
    const NAME: &str = "compatibility.txt";
    let entries = Entries::parse(NAME, PAIRS).expect("a test reads it");
    let wanted = entries.iter().filter(|entry| is_wanted(&entry.key));
    let pairs = wanted.map(|entry| (entry.key.as_str(), entry.default_value()));
    UserDictionary::from_pairs(NAME, pairs).expect("no key stands twice in it")
}

fn lexicon(dictionary: &UserDictionary) -> Lexicon {
    let one = vec![(Level::First, dictionary.clone())];
    Lexicon::new(one).expect("one dictionary differs from no other")
}
