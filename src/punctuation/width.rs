//! Half and full width.

use crate::markup::Protected;
use crate::script::Forms;

/// The width that punctuation between Han characters is to have.
///
/// # Examples
/// ```
/// use jianfan::punctuation::Width;
/// use jianfan::{Config, Converter};
///
/// let text = "头发,长了?对(很长)吧";
/// let marks = Width::Full.find(text);
/// let converter = Converter::new(Config::S2t);
/// assert_eq!(converter.convert_protecting(text, marks), "頭髮，長了？對（很長）吧");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Width {
    /// As wide as a Han character: `，：；！？（）`.
    Full,
    /// As wide as a Latin letter: `,:;!?()`.
    Half,
}

const HALF: [char; 7] = [',', ':', ';', '!', '?', '(', ')'];
const FULL: [char; 7] = ['，', '：', '；', '！', '？', '（', '）'];

impl Width {
    /// Finds the punctuation of the other width that stands directly between two Han
    /// characters or kana, each with what to put in its place.
    ///
    /// A mark beside anything else stays: a space, a digit, another mark. So do full
    /// stops, since `.` is used for much else, and the quotation marks, which
    /// [`Quotes`](super::Quotes) finds.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::punctuation::Width;
    ///
    /// assert_eq!(Width::Full.find("甲,乙").len(), 1);
    /// assert!(Width::Full.find("甲, 乙 3:4 a,b").is_empty());
    /// assert_eq!(Width::Half.find("甲，乙")[0].instead.as_deref(), Some(","));
    /// ```
    #[must_use]
    pub fn find(self, text: &str) -> Vec<Protected<'static>> {
        let (from, to) = match self {
            Self::Full => (HALF, FULL),
            Self::Half => (FULL, HALF),
        };
        let mut found = Vec::new();
        for (at, mark) in text.match_indices(from) {
            let end = at + mark.len();
            let before = text[..at].chars().next_back();
            let behind = text[end..].chars().next();
            let kind = from.iter().position(|kind| mark.starts_with(*kind));
            if let Some(kind) = kind.filter(|_| is_written(before) && is_written(behind)) {
                found.push(Protected {
                    range: at..end,
                    instead: Some(to[kind].to_string().into()),
                });
            }
        }
        found
    }
}

/// Whether it is a Han character or a kana.
fn is_written(character: Option<char>) -> bool {
    character.is_some_and(|c| Forms::of_character(c) != Forms::NONE)
}
