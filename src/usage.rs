//! Whose usage is followed where a word is written in two ways.

use std::fmt;

/// Which region's usage [`Matching::Context`](crate::Matching::Context) follows where a word has
/// two spellings that are right: 計劃 or 計畫, 公佈 or 公布.
///
/// It chooses between characters only. Glyphs, such as 裏 or 裡, and vocabulary, such as 鼠標 or
/// 滑鼠, are the conversion's.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter, Matching, Usage};
///
/// let convert = |config, usage| {
///     let builder = Converter::builder(config).matching(Matching::Context).usage(usage);
///     Ok::<_, jianfan::BuildError>(builder.build()?.convert("这里公布计划").into_owned())
/// };
/// assert_eq!(convert(Config::S2t, Usage::OfConfig)?, "這裏公佈計劃");
/// assert_eq!(convert(Config::S2t, Usage::Taiwan)?, "這裏公布計畫");
/// assert_eq!(convert(Config::S2tw, Usage::OfConfig)?, "這裡公布計畫");
/// assert_eq!(convert(Config::S2tw, Usage::Standard)?, "這裡公佈計劃");
/// # Ok::<(), jianfan::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Usage {
    /// That of the region converted to: [`Taiwan`](Self::Taiwan) in `s2tw` and `s2twp`,
    /// [`HongKong`](Self::HongKong) in `s2hk` and `s2hkp`, [`Standard`](Self::Standard) in `s2t`.
    #[default]
    OfConfig,
    /// None: the spellings of OpenCC's dictionaries.
    Standard,
    /// Taiwan's, as its laws and dictionaries have it.
    Taiwan,
    /// Hong Kong's, as its government has it.
    HongKong,
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OfConfig => "the usage of the region converted to",
            Self::Standard => "the usage of OpenCC",
            Self::Taiwan => "the usage of Taiwan",
            Self::HongKong => "the usage of Hong Kong",
        })
    }
}
