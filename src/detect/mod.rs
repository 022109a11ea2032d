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

/// A text of no more bytes is read whole: blocks would cost more than they spare.
const WHOLE: usize = 1200;
/// Another is read in blocks of so many bytes.
const BLOCK: usize = 64;
/// A round reads so many of them at least, spread evenly; the next one those between.
const BLOCKS: usize = 8;
/// So many characters that tell are enough if they agree, ...
const AGREEING: u32 = 64;
/// ... and so many anyway.
const ENOUGH: u32 = 256;

/// Detects the script of `text`.
///
/// Up to 400 characters are read whole. Of a longer text, blocks spread evenly over
/// it are read, and then those between, until enough characters are known that tell a
/// script: more of them where they do not agree or tell no region. So a long text is
/// found to be mixed only if the rarer script is not confined to few places: [`spans`]
/// finds them all.
///
/// # Complexity
/// O(n) for n bytes, of which 1 to 3 KiB are read, and more only where few characters
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
    if text.len() <= WHOLE {
        evidence.add(text);
        return Detection::new(evidence);
    }
    let blocks = text.len().div_ceil(BLOCK);
    let rounds = 1 << (blocks / BLOCKS).ilog2();
    for round in 0..rounds {
        for number in (backwards(round, rounds)..blocks).step_by(rounds) {
            let (before, _) = split_before(text, (number + 1) * BLOCK);
            let (_, block) = split_before(before, number * BLOCK);
            evidence.add(block);
        }
        let is_half_read = 2 * (round + 1) >= rounds;
        if is_enough(&evidence, is_half_read) {
            break;
        }
    }
    Detection::new(evidence)
}

/// The bits of `number` backwards; it is less than `end`, a power of two. Of numbers that
/// go up, the first few are spread evenly then.
fn backwards(number: usize, end: usize) -> usize {
    let unused = usize::BITS - end.ilog2();
    number.reverse_bits().checked_shr(unused).unwrap_or(0)
}

fn is_enough(evidence: &Evidence, is_half_read: bool) -> bool {
    let is_agreed = match Detection::new(*evidence).script() {
        Script::Simplified | Script::Japanese => evidence.traditional() == 0,
        Script::Taiwan | Script::HongKong => evidence.simplified() == 0,
        // The region is not worth reading everything.
        Script::Traditional => evidence.simplified() == 0 && is_half_read,
        Script::Mixed | Script::Undetermined => false,
    };
    evidence.telling() >= if is_agreed { AGREEING } else { ENOUGH }
}
