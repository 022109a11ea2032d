//! Text between two stages.

use arrayvec::ArrayString;

/// Most windows of the fast engine fit, so that they need no allocation.
const INLINE: usize = 240;

/// Where a converted text goes.
pub(crate) trait Append {
    fn push(&mut self, character: char);
    fn push_str(&mut self, text: &str);
}

impl Append for String {
    fn push(&mut self, character: char) {
        Self::push(self, character);
    }

    fn push_str(&mut self, text: &str) {
        Self::push_str(self, text);
    }
}

/// A text that is kept without an allocation while it is short.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "to be large is what it is for")]
pub(super) enum Buffer {
    Inline(ArrayString<INLINE>),
    Heap(String),
}

impl Default for Buffer {
    fn default() -> Self {
        Self::Inline(ArrayString::new())
    }
}

impl Buffer {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Inline(text) => text,
            Self::Heap(text) => text,
        }
    }

    /// Empties the buffer; a heap's room stays.
    pub(super) fn clear(&mut self) {
        match self {
            Self::Inline(text) => text.clear(),
            Self::Heap(text) => text.clear(),
        }
    }
}

impl Append for Buffer {
    fn push(&mut self, character: char) {
        match self {
            Self::Inline(start) => {
                if start.try_push(character).is_err() {
                    self.push_str(character.encode_utf8(&mut [0; 4]));
                }
            }
            Self::Heap(start) => start.push(character),
        }
    }

    fn push_str(&mut self, text: &str) {
        match self {
            Self::Inline(start) => {
                if start.try_push_str(text).is_err() {
                    *self = Self::Heap([start, text].concat());
                }
            }
            Self::Heap(start) => start.push_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Append, Buffer, INLINE};

    #[test]
    fn a_text_outgrows_the_buffer_and_stays_whole() {
        let mut buffer = Buffer::default();
        let mut expected = String::new();
        for character in "簡繁a".chars().cycle().take(INLINE) {
            buffer.push(character);
            expected.push(character);
            assert_eq!(buffer.as_str(), expected);
        }
        buffer.clear();
        buffer.push_str("簡");
        assert_eq!(buffer.as_str(), "簡");
    }
}
