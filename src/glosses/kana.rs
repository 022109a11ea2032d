//! Kana, by way of Latin letters.

/// The consonant of each row, and its hiragana in the order of [`VOWELS`]; a space where
/// there is none.
const ROWS: [(&str, &str); 15] = [
    ("", "あいうえお"),
    ("k", "かきくけこ"),
    ("g", "がぎぐげご"),
    ("s", "さしすせそ"),
    ("z", "ざじずぜぞ"),
    ("t", "たちつてと"),
    ("d", "だぢづでど"),
    ("n", "なにぬねの"),
    ("h", "はひふへほ"),
    ("b", "ばびぶべぼ"),
    ("p", "ぱぴぷぺぽ"),
    ("m", "まみむめも"),
    ("y", "や ゆ よ"),
    ("r", "らりるれろ"),
    ("w", "わ   を"),
];
const VOWELS: [char; 5] = ['a', 'i', 'u', 'e', 'o'];
/// What is not spelled by consonant and vowel.
const OTHERWISE: [(char, &str); 8] = [
    ('し', "shi"),
    ('じ', "ji"),
    ('ち', "chi"),
    ('ぢ', "ji"),
    ('つ', "tsu"),
    ('づ', "zu"),
    ('ふ', "fu"),
    ('ん', "n"),
];
/// What makes one syllable with the one before, which ends with an i.
const SMALL: [(char, &str); 3] = [('ゃ', "ya"), ('ゅ', "yu"), ('ょ', "yo")];
/// What doubles the consonant behind it.
const DOUBLING: char = 'っ';
const HIRAGANA: std::ops::RangeInclusive<char> = 'ぁ'..='ゖ';
/// How far a katakana stands behind its hiragana.
const TO_KATAKANA: u32 = 0x60;

/// The canonical spelling of a reading in hiragana or in katakana: Hepburn's, without marks
/// for what is long. `None` if the text is none.
pub(super) fn canonical(text: &str) -> Option<String> {
    let mut spelling = String::with_capacity(text.len());
    let is_katakana = !text.starts_with(is_hiragana);
    let mut is_doubled = false;
    for character in text.chars() {
        let kana = if is_katakana {
            char::from_u32(u32::from(character).checked_sub(TO_KATAKANA)?)?
        } else {
            character
        };
        if !is_hiragana(kana) {
            return None;
        }
        let small = SMALL.into_iter().find(|(small, _)| *small == kana);
        if let Some((_, behind)) = small {
            spelling.pop().filter(|vowel| *vowel == 'i')?;
            // There is no y in sha, cha and ja.
            let has_none = ["sh", "ch", "j"].iter().any(|end| spelling.ends_with(end));
            spelling.push_str(behind.trim_start_matches(|y| has_none && y == 'y'));
        } else if let Some(syllable) = syllable(kana) {
            spelling.extend(syllable.chars().next().filter(|_| is_doubled));
            spelling.push_str(&syllable);
        } else if kana != DOUBLING || is_doubled {
            return None;
        }
        is_doubled = kana == DOUBLING;
    }
    (!spelling.is_empty() && !is_doubled).then_some(spelling)
}

/// The spelling of one hiragana, of those of full size.
fn syllable(kana: char) -> Option<String> {
    let otherwise = OTHERWISE.into_iter().find(|(other, _)| *other == kana);
    if let Some((_, spelling)) = otherwise {
        return Some(spelling.to_owned());
    }
    ROWS.into_iter().find_map(|(consonant, row)| {
        let mut row = row.chars().zip(VOWELS);
        let (_, vowel) = row.find(|(of_row, _)| *of_row == kana)?;
        Some(format!("{consonant}{vowel}"))
    })
}

/// Whether it is one of the kana that the ends of Japanese verbs are written with.
pub(super) fn is_hiragana(character: char) -> bool {
    HIRAGANA.contains(&character)
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn readings_are_spelled_in_latin_letters() {
        let cases = [
            ("ひと", Some("hito")),
            ("ヒト", Some("hito")),
            ("つづく", Some("tsuzuku")),
            ("キュウ", Some("kyuu")),
            ("しょ", Some("sho")),
            ("じゅん", Some("jun")),
            ("ほっする", Some("hossuru")),
            ("いっち", Some("icchi")),
            ("", None),
            ("っ", None),
            ("ゃ", None),
            ("かゃ", None),
            ("っっか", None),
            ("ひト", None),
            ("トー", None),
            ("hito", None),
            ("人", None),
            ("や ", None),
        ];
        for (text, expected) in cases {
            assert_eq!(canonical(text).as_deref(), expected, "{text}");
        }
    }
}
