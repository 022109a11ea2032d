//! Where the script changes.

use std::iter::Peekable;
use std::ops::Range;
use std::str::SplitInclusive;

use super::{Detection, Evidence, Script};

/// What a sentence, or an item of a list, ends with.
const ENDS: [char; 9] = ['\n', '。', '！', '？', '；', '|', '｜', '!', '?'];

/// A part of a text that is in one script.
///
/// # Examples
/// ```
/// use jianfan::detect::{Script, spans};
///
/// let span = spans("一扇门").next().unwrap();
/// assert_eq!((span.range, span.detection.script()), (0..9, Script::Simplified));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Span {
    /// Counts bytes.
    pub range: Range<usize>,
    /// The script, by the evidence of this part alone.
    pub detection: Detection,
}

/// Cuts `text` where its script changes.
///
/// A part is made of whole sentences, lines or items between `|`. What tells no script
/// belongs to the part before it, or at the start of the text to the first. Two parts
/// that follow each other are in different scripts; regions make no difference.
///
/// # Complexity
/// O(n) for n bytes, as the parts are asked for; does not allocate.
///
/// # Examples
/// ```
/// use jianfan::detect::spans;
///
/// let text = "1. 這裡說。\n2. 这里说。好。";
/// let parts: Vec<_> = spans(text).map(|span| &text[span.range]).collect();
/// assert_eq!(parts, ["1. 這裡說。\n", "2. 这里说。好。"]);
/// ```
#[must_use]
pub fn spans(text: &str) -> Spans<'_> {
    Spans {
        sentences: text.split_inclusive(ENDS).peekable(),
        done: 0,
    }
}

/// The parts of a text, in order; see [`spans`].
#[derive(Clone, Debug)]
pub struct Spans<'t> {
    sentences: Peekable<SplitInclusive<'t, [char; ENDS.len()]>>,
    done: usize,
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = self.done;
        let mut evidence = Evidence::default();
        let mut script = Script::Undetermined;
        while let Some(sentence) = self.sentences.peek() {
            let of_sentence = Evidence::of(sentence);
            let next = without_region(Detection::new(of_sentence).script());
            if next != Script::Undetermined && script != Script::Undetermined && next != script {
                break;
            }
            if script == Script::Undetermined {
                script = next;
            }
            evidence.join(&of_sentence);
            self.done += sentence.len();
            self.sentences.next();
        }
        (start < self.done).then(|| Span {
            range: start..self.done,
            detection: Detection::new(evidence),
        })
    }
}

fn without_region(script: Script) -> Script {
    if script.is_traditional() {
        Script::Traditional
    } else {
        script
    }
}
