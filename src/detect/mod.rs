//! In which script a text is written.
//!
//! ```
//! use jianfan::detect::{Script, detect, spans};
//!
//! assert_eq!(detect("头发很长").script(), Script::Simplified);
//! assert_eq!(detect("頭髮很長").script(), Script::Traditional);
//! assert_eq!(detect("髪が長い").script(), Script::Japanese);
//!
//! let text = "首页｜登录\n網站首頁。歡迎光臨。\n";
//! let scripts: Vec<_> = spans(text).map(|span| span.detection.script()).collect();
//! assert_eq!(scripts, [Script::Simplified, Script::Traditional]);
//! ```
//!
//! Many characters are written in one script and not in another: 头 is Simplified, 頭
//! Traditional, 裡 Taiwan's, 説 Hong Kong's, 気 Japanese. Which ones follows from the
//! dictionaries, and [`Evidence`] counts them. `docs/detection.md` has how often the
//! answer is right.

mod detection;
mod evidence;
mod span;

use crate::boundary::split_before;

pub use detection::{Detection, Script};
pub use evidence::Evidence;
pub use span::{Span, Spans, spans};

/// Each round reads every so manieth block.
const ROUNDS: usize = 64;
/// A text is read in blocks of so many bytes, ...
const BLOCK: usize = 256;
/// ... of which at least so many are spread over it, ...
const BLOCKS: usize = 32;
/// ... until so many characters are known that tell a script.
const ENOUGH: u32 = 256;

/// Detects the script of `text`.
///
/// A long text is not read whole: blocks spread evenly over it are, every 64th at first
/// and then those between, until enough characters are known that tell a script. So a
/// text is found to be mixed only if the rarer script is not confined to few places:
/// [`spans`] finds them all.
///
/// # Complexity
/// O(n) for n bytes, of which some 8 KiB are read, and more only where few characters
/// tell. Does not allocate.
///
/// # Examples
/// ```
/// use jianfan::detect::{Script, detect};
///
/// let detection = detect("網站在這裡，軟體也在這裡。");
/// assert_eq!(detection.script(), Script::Taiwan);
/// assert_eq!(detection.evidence().simplified(), 0);
///
/// assert_eq!(detect("好").script(), Script::Undetermined);
/// ```
#[must_use]
pub fn detect(text: &str) -> Detection {
    let mut evidence = Evidence::default();
    let blocks = text.len().div_ceil(BLOCK);
    let mut read = 0;
    // As the lowest bits of the numbers of blocks, read backwards, go up, the blocks read
    // so far are spread evenly.
    for first in 0..ROUNDS {
        let first = first.reverse_bits() >> (usize::BITS - ROUNDS.trailing_zeros());
        for number in (first..blocks).step_by(ROUNDS) {
            let (before, _) = split_before(text, (number + 1) * BLOCK);
            let (_, block) = split_before(before, number * BLOCK);
            evidence.add(block);
            read += 1;
        }
        if read == blocks || read >= BLOCKS && evidence.telling() >= ENOUGH {
            break;
        }
    }
    Detection::new(evidence)
}
