//! Forms of Chinese, and the language tags that stand for them.

use std::fmt;
use std::str::FromStr;

/// A form in which Chinese characters are written; see
/// [`Config::between`](crate::Config::between).
///
/// Its text form is a language tag as BCP 47 has them. Many tags are understood, one
/// is given.
///
/// # Examples
/// ```
/// use jianfan::{Config, Form, Vocabulary};
///
/// let source: Form = "zh-CN".parse()?;
/// let target: Form = "zh_Hant_HK".parse()?;
/// let config = Config::between(source, target, Vocabulary::Keep);
/// assert_eq!(config, Some(Config::S2hk));
/// assert_eq!(target.to_string(), "zh-Hant-HK");
/// # Ok::<(), jianfan::UnknownTag>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Form {
    /// Simplified, as in Mainland China, Singapore and Malaysia.
    Mainland,
    /// Traditional in OpenCC's own standard, with the Mainland's vocabulary.
    Traditional,
    /// Traditional, as in Taiwan.
    Taiwan,
    /// Traditional, as in Hong Kong and Macau.
    HongKong,
    /// Japanese new forms (shinjitai).
    Japanese,
}

/// What becomes of words that one region has and another has not.
///
/// # Examples
/// ```
/// use jianfan::{Config, Form, Vocabulary};
///
/// let convert = |vocabulary| {
///     let config = Config::between(Form::Taiwan, Form::Mainland, vocabulary)?;
///     Some(jianfan::convert("滑鼠", config))
/// };
/// assert_eq!(convert(Vocabulary::Keep).as_deref(), Some("滑鼠"));
/// assert_eq!(convert(Vocabulary::Convert).as_deref(), Some("鼠标"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vocabulary {
    /// They stay, in other characters.
    #[default]
    Keep,
    /// They become those of the other region.
    Convert,
}

impl Form {
    /// All forms, in the order of their declaration.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Form;
    ///
    /// assert!(Form::ALL.contains(&Form::Japanese));
    /// ```
    pub const ALL: [Form; 5] = [
        Form::Mainland,
        Form::Traditional,
        Form::Taiwan,
        Form::HongKong,
        Form::Japanese,
    ];

    /// The language tag for text in this form, as HTML's `lang` takes it.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Form;
    ///
    /// let tags = Form::ALL.map(Form::tag);
    /// assert_eq!(tags, ["zh-Hans-CN", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "ja"]);
    /// ```
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Mainland => "zh-Hans-CN",
            Self::Traditional => "zh-Hant",
            Self::Taiwan => "zh-Hant-TW",
            Self::HongKong => "zh-Hant-HK",
            Self::Japanese => "ja",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

impl FromStr for Form {
    type Err = UnknownTag;

    /// Reads a language tag, in any case, with `-` or `_`.
    ///
    /// The script decides, and where there is none, the region: `zh-Hans-TW` is
    /// [`Form::Mainland`], `zh-Hant-CN` [`Form::Traditional`]. `zh` alone is Simplified,
    /// as the Unicode CLDR's likely subtags have it, and `zh-Hant` alone is no region's.
    /// Extensions, as in `zh-TW-u-co-stroke`, are passed over.
    ///
    /// # Errors
    /// The tag names another language, script or region, or has more to it.
    fn from_str(tag: &str) -> Result<Self, UnknownTag> {
        let lower = tag.to_ascii_lowercase();
        let subtags: Vec<&str> = lower.split(['-', '_']).collect();
        // A subtag of one letter begins an extension, which has more to it.
        let extension = subtags.iter().position(|subtag| subtag.len() == 1);
        let len = extension.unwrap_or(subtags.len());
        if len + 1 == subtags.len() || subtags.contains(&"") {
            return Err(UnknownTag(tag.to_owned()));
        }
        match subtags[..len] {
            ["zh"]
            | ["zh", "cn" | "sg" | "my" | "hans"]
            | ["zh", "hans", "cn" | "sg" | "my" | "tw" | "hk" | "mo"] => Ok(Self::Mainland),
            ["zh", "hant"] | ["zh", "hant", "cn" | "sg" | "my"] => Ok(Self::Traditional),
            ["zh", "tw"] | ["zh", "hant", "tw"] => Ok(Self::Taiwan),
            ["zh", "hk" | "mo"] | ["zh", "hant", "hk" | "mo"] => Ok(Self::HongKong),
            ["ja"] | ["ja", "jp" | "jpan"] | ["ja", "jpan", "jp"] => Ok(Self::Japanese),
            _ => Err(UnknownTag(tag.to_owned())),
        }
    }
}

/// A language tag that stands for no [`Form`]; its message lists those that do.
///
/// # Examples
/// ```
/// let error = "zh-Latn".parse::<jianfan::Form>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown language tag \"zh-Latn\"; known: zh, zh-Hans and zh-Hant, \
///      alone or with CN, SG, MY, TW, HK or MO; ja, alone or with JP"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTag(String);

impl fmt::Display for UnknownTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown language tag {:?}; known: zh, zh-Hans and zh-Hant, alone or with CN, SG, MY, \
             TW, HK or MO; ja, alone or with JP",
            self.0
        )
    }
}

impl std::error::Error for UnknownTag {}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn tags_are_told_by_script_then_by_region() {
        let expected = [
            (
                Form::Mainland,
                "zh zh-CN zh-SG zh-MY zh-Hans zh-Hans-CN zh-Hans-SG zh-Hans-TW",
            ),
            (
                Form::Mainland,
                "ZH-hans-mo zh_CN zh_hans_HK zh-CN-u-co-pinyin zh-x-private",
            ),
            (
                Form::Traditional,
                "zh-Hant zh-Hant-CN zh_Hant_SG ZH-HANT-MY zh-Hant-x-y",
            ),
            (
                Form::Taiwan,
                "zh-TW zh_tw zh-Hant-TW ZH_HANT_TW zh-Hant-TW-u-co-stroke",
            ),
            (Form::HongKong, "zh-HK zh-MO zh-Hant-HK zh_Hant_MO"),
            (Form::Japanese, "ja ja-JP JA_jp ja-Jpan ja-Jpan-JP"),
        ];
        for (form, tags) in expected {
            for tag in tags.split(' ') {
                assert_eq!(tag.parse(), Ok(form), "{tag}");
            }
        }
    }

    #[test]
    fn every_form_is_what_its_tag_says() {
        for form in Form::ALL {
            assert_eq!(form.tag().parse(), Ok(form));
        }
    }

    #[test]
    fn other_tags_are_unknown() {
        let tags = "en zh-US zh-Latn zh-Hant-JP zh-CN-TW ja-Latn ja-TW zh- -zh zh--TW cn tw zh.TW x-zh \
             zh-t zh-u zh-TW-u zh-TW-u- zh-u--";
        for tag in tags.split(' ').chain(["", " zh"]) {
            assert!(tag.parse::<Form>().is_err(), "{tag:?}");
        }
    }
}
