//! Pinyin, with tones as marks or as digits.

/// A vowel, and the same with the marks of the four tones.
const MARKED: [(char, [char; 4]); 6] = [
    ('a', ['ā', 'á', 'ǎ', 'à']),
    ('e', ['ē', 'é', 'ě', 'è']),
    ('i', ['ī', 'í', 'ǐ', 'ì']),
    ('o', ['ō', 'ó', 'ǒ', 'ò']),
    ('u', ['ū', 'ú', 'ǔ', 'ù']),
    ('v', ['ǖ', 'ǘ', 'ǚ', 'ǜ']),
];
/// Letters that have a mark in the few syllables without those vowels, 嗯 (ńg) and 欸 (ế)
/// among them; not all tones of these are one character.
const ALSO_MARKED: [(char, (char, usize)); 6] = [
    ('ń', ('n', 2)),
    ('ň', ('n', 3)),
    ('ǹ', ('n', 4)),
    ('ḿ', ('m', 2)),
    ('ế', ('e', 2)),
    ('ề', ('e', 4)),
];
/// The marks alone, as they combine with a letter before them.
const COMBINING: [char; 4] = ['\u{304}', '\u{301}', '\u{30C}', '\u{300}'];
const DIAERESIS: char = '\u{308}';
const NEUTRAL: usize = 5;

/// The canonical spelling of a syllable: lower case, `v` for `ü`, and the tone as a
/// digit from 1 to 5. `None` if the text is none; not every result is a syllable that
/// exists.
pub(super) fn canonical(text: &str) -> Option<String> {
    let mut spelling = String::with_capacity(text.len());
    let mut tone = None;
    let mut characters = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(character) = characters.next() {
        let told = match character {
            'a'..='z' => {
                spelling.push(character);
                None
            }
            'ü' => {
                spelling.push('v');
                None
            }
            'ê' => {
                spelling.push('e');
                None
            }
            DIAERESIS | ':' => {
                spelling.pop().filter(|letter| *letter == 'u')?;
                spelling.push('v');
                None
            }
            // A digit ends the syllable; 0 is the neutral tone, too.
            '0'..='5' if characters.peek().is_none() => match character {
                '0' => Some(NEUTRAL),
                digit => Some(digit as usize - '0' as usize),
            },
            mark if COMBINING.contains(&mark) => {
                COMBINING.iter().position(|m| *m == mark).map(|at| at + 1)
            }
            marked => {
                let (letter, number) = unmarked(marked)?;
                spelling.push(letter);
                Some(number)
            }
        };
        if told.is_some() && tone.is_some() {
            return None;
        }
        tone = tone.or(told);
    }
    if spelling.is_empty() {
        return None;
    }
    spelling.push_str(&tone.unwrap_or(NEUTRAL).to_string());
    Some(spelling)
}

/// A letter without its mark, and the tone of that.
fn unmarked(letter: char) -> Option<(char, usize)> {
    let vowel = MARKED.into_iter().find_map(|(vowel, marked)| {
        let place = marked.iter().position(|marked| *marked == letter)?;
        Some((vowel, place + 1))
    });
    let also = || {
        ALSO_MARKED
            .into_iter()
            .find(|(marked, _)| *marked == letter)
    };
    vowel.or_else(|| also().map(|(_, unmarked)| unmarked))
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn all_notations_come_to_one() {
        let cases = [
            ("qū", Some("qu1")),
            ("QU1", Some("qu1")),
            ("qu\u{304}", Some("qu1")),
            ("lǜ", Some("lv4")),
            ("lü4", Some("lv4")),
            ("lu:4", Some("lv4")),
            ("lv4", Some("lv4")),
            ("lu\u{308}\u{300}", Some("lv4")),
            ("men", Some("men5")),
            ("men0", Some("men5")),
            ("ńg", Some("ng2")),
            ("ḿ", Some("m2")),
            ("ê\u{30C}", Some("e3")),
            ("", None),
            ("1", None),
            ("qū1", None),
            ("q1u", None),
            ("qu6", None),
            ("q u", None),
            (":", None),
            ("區", None),
        ];
        for (text, expected) in cases {
            assert_eq!(canonical(text).as_deref(), expected, "{text}");
        }
    }
}
