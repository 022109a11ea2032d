//! In which forms of Chinese a character is written.

use crate::form::Form;

/// The first character of the table; the last is U+9FFF.
pub(crate) const FIRST: u32 = 0x3000;
/// How many characters the table has: those of three bytes from `E3` to `E9`.
pub(crate) const LEN: usize = 0x7000;

/// The sets of forms in which the characters of the table are written, a byte each.
/// `cargo xtask dicts` writes it.
pub(crate) static TABLE: &[u8] = include_bytes!("../dicts/forms.table");

/// A set of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forms(u8);

impl Forms {
    /// How many sets there are.
    pub(crate) const COUNT: usize = 1 << Form::ALL.len();
    /// What has no form: what is neither Han nor kana.
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self((1 << Form::ALL.len()) - 1);
    /// The three Traditional ones.
    pub(crate) const TRADITIONAL: Self = Self::of(Form::Traditional)
        .and(Self::of(Form::Taiwan))
        .and(Self::of(Form::HongKong));

    pub(crate) const fn of(form: Form) -> Self {
        Self(1 << form as u8)
    }

    /// The set with number `index`, which is less than [`Forms::COUNT`].
    pub(crate) const fn at(index: usize) -> Self {
        Self(index as u8 & Self::ALL.0)
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those in which `character` is written. All, if it is a Han character of which
    /// the table knows nothing.
    pub(crate) fn of_character(character: char) -> Self {
        let place = u32::from(character).wrapping_sub(FIRST) as usize;
        match TABLE.get(place) {
            Some(&forms) => Self::at(forms.into()),
            None if is_supplementary_han(character) => Self::ALL,
            None => Self::NONE,
        }
    }
}

/// Whether `character` is a Han character of four bytes; those are too rare to tell a
/// form by.
fn is_supplementary_han(character: char) -> bool {
    ('\u{20000}'..='\u{3FFFF}').contains(&character)
}

/// Whether `character` is a Han character: a unified ideograph, one for compatibility, or the
/// number or the sign of repetition that stand for one.
pub(crate) fn is_han(character: char) -> bool {
    matches!(
        character,
        '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
    ) || is_supplementary_han(character)
}

/// Whether `character` is a variation selector or a mark that belongs to the character before
/// it; [`marks`](crate::marks) says which.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{0300}'..='\u{036F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{302A}'..='\u{302D}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Forms, LEN, TABLE};
    use crate::form::Form;

    #[test]
    fn characters_are_written_where_their_dictionaries_say() {
        use Form::{HongKong, Japanese, Mainland, Taiwan, Traditional};
        assert_eq!(TABLE.len(), LEN);
        // Which forms a character has, and which it has not.
        let cases: [(&str, &[Form], &[Form]); 11] = [
            (
                "头",
                &[Mainland],
                &[Traditional, Taiwan, HongKong, Japanese],
            ),
            (
                "国学",
                &[Mainland, Japanese],
                &[Traditional, Taiwan, HongKong],
            ),
            ("頭鐵", &[Traditional, Taiwan, HongKong], &[Mainland]),
            ("裡", &[Taiwan], &[Mainland, Traditional, HongKong]),
            ("裏", &[Traditional, HongKong], &[Mainland, Taiwan]),
            ("參", &[Traditional, Taiwan, HongKong], &[Mainland]),
            ("著污", &[Mainland, Traditional, Taiwan, HongKong], &[]),
            ("為", &[Taiwan, HongKong], &[Mainland, Traditional]),
            ("説", &[HongKong], &[Mainland, Traditional, Taiwan]),
            (
                "気の",
                &[Japanese],
                &[Mainland, Traditional, Taiwan, HongKong],
            ),
            ("好后台研𠀀", &Form::ALL, &[]),
        ];
        for (characters, has, has_not) in cases {
            for character in characters.chars() {
                let forms = Forms::of_character(character);
                let is_in = |form: &Form| forms.overlaps(Forms::of(*form));
                assert!(has.iter().all(is_in), "{character}");
                assert!(!has_not.iter().any(is_in), "{character}");
            }
        }
        for character in "a。，・ー😀\n".chars() {
            assert_eq!(Forms::of_character(character), Forms::NONE, "{character}");
        }
    }
}
