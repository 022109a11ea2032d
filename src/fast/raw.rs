//! Characters as their UTF-8 bytes in one number, first byte lowest.
//!
//! The tables compare and hash characters in this form, since it takes one load
//! to get it and no decoding.

/// The bits that bytes of ASCII do not have.
const OTHERS: u64 = 0x8080_8080_8080_8080;

/// The bytes of a character.
pub(crate) fn of(character: char) -> u32 {
    let mut bytes = [0; 4];
    character.encode_utf8(&mut bytes);
    u32::from_le_bytes(bytes)
}

/// The code point that the low three bytes encode.
#[inline(always)]
pub(super) fn code3(raw: u32) -> u32 {
    (raw & 0x0F) << 12 | (raw >> 8 & 0x3F) << 6 | (raw >> 16 & 0x3F)
}

/// The code point that four bytes encode.
#[inline]
pub(super) fn code4(raw: u32) -> u32 {
    let [a, b, c, d] = raw.to_le_bytes().map(u32::from);
    (a & 0x07) << 18 | (b & 0x3F) << 12 | (c & 0x3F) << 6 | d & 0x3F
}

/// The character that the low three bytes encode.
#[inline]
pub(super) fn decode3(raw: u32) -> char {
    char::from_u32(code3(raw)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a character of three bytes starts the number.
#[inline(always)]
pub(crate) fn is_three(word: u32) -> bool {
    word & 0xF0 == 0xE0
}

/// Whether a character of four bytes starts the number.
#[inline]
pub(super) fn is_four(word: u32) -> bool {
    word & 0xF8 == 0xF0
}

/// The character that the bytes are.
#[inline]
pub(super) fn decode(raw: u32) -> char {
    let [a, b, ..] = raw.to_le_bytes().map(u32::from);
    let code = match len(raw) {
        4 => code4(raw),
        3 => code3(raw),
        2 => (a & 0x1F) << 6 | b & 0x3F,
        _ => a,
    };
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a character of four bytes starts the number that is of the blocks from
/// U+1F000 to U+1FFFF: emoji and other pictures. No key has one.
#[inline(always)]
pub(super) fn is_picture(word: u32) -> bool {
    word & 0xFFFF == 0x9FF0
}

/// The character that starts at `at`; 0 at the end.
#[inline]
pub(crate) fn at(text: &str, at: usize) -> u32 {
    let rest = &text.as_bytes()[at..];
    match *rest {
        [a, b, c, ..] if is_three(a.into()) => u32::from_le_bytes([a, b, c, 0]),
        [a, ..] if a < 0x80 => a.into(),
        [a, b, ..] if a < 0xE0 => u32::from_le_bytes([a, b, 0, 0]),
        [a, b, c, d, ..] => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// The character that ends at `at`; 0 at the start.
#[inline]
pub(crate) fn before(text: &str, at: usize) -> u32 {
    let start = &text.as_bytes()[..at];
    match *start {
        [.., a, b, c] if is_three(a.into()) => u32::from_le_bytes([a, b, c, 0]),
        [.., a] if a < 0x80 => a.into(),
        [.., a, b] if a >= 0xC0 => u32::from_le_bytes([a, b, 0, 0]),
        [.., a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// The number of bytes of a character.
#[inline]
pub(crate) fn len(raw: u32) -> usize {
    4 - raw.leading_zeros() as usize / 8
}

/// How many bytes at the start are ASCII; looked at in groups while they all are.
#[inline]
pub(crate) fn ascii_len(bytes: &[u8]) -> usize {
    let groups = bytes.chunks_exact(16).take_while(|group| group.is_ascii());
    let mut len = groups.count() * 16;
    while let Some(word) = bytes[len..].first_chunk() {
        let others = u64::from_le_bytes(*word) & OTHERS;
        len += others.trailing_zeros() as usize / 8;
        if others != 0 {
            return len;
        }
    }
    let rest = bytes[len..].iter().take_while(|byte| byte.is_ascii());
    len + rest.count()
}

#[cfg(test)]
mod tests {
    use super::{at, before, decode, decode3, is_picture, is_three, len, of};

    #[test]
    fn characters_are_read_in_both_directions() {
        let text = "aé好😀";
        let mut place = 0;
        for character in text.chars() {
            assert_eq!(at(text, place), of(character));
            place += character.len_utf8();
            assert_eq!(before(text, place), of(character));
            assert_eq!(len(of(character)), character.len_utf8());
            assert_eq!(decode(of(character)), character);
        }
        assert_eq!((at(text, place), before(text, 0)), (0, 0));
        assert!(is_three(of('好')) && !is_three(of('é')) && !is_three(of('😀')));
        assert_eq!(decode3(of('好')), '好');
        let pictures = [
            '\u{1EFFF}',
            '\u{1F000}',
            '😀',
            '\u{1FFFF}',
            '\u{20000}',
            '好',
        ];
        assert_eq!(
            pictures.map(|c| is_picture(of(c))),
            [false, true, true, true, false, false]
        );
    }
}
