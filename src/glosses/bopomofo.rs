//! Bopomofo, by way of Pinyin.

/// What a syllable begins with.
const INITIALS: [(char, &str); 21] = [
    ('ㄅ', "b"),
    ('ㄆ', "p"),
    ('ㄇ', "m"),
    ('ㄈ', "f"),
    ('ㄉ', "d"),
    ('ㄊ', "t"),
    ('ㄋ', "n"),
    ('ㄌ', "l"),
    ('ㄍ', "g"),
    ('ㄎ', "k"),
    ('ㄏ', "h"),
    ('ㄐ', "j"),
    ('ㄑ', "q"),
    ('ㄒ', "x"),
    ('ㄓ', "zh"),
    ('ㄔ', "ch"),
    ('ㄕ', "sh"),
    ('ㄖ', "r"),
    ('ㄗ', "z"),
    ('ㄘ', "c"),
    ('ㄙ', "s"),
];

/// What a syllable ends with: in Bopomofo, in Pinyin behind an initial, and in Pinyin
/// without one.
const FINALS: [(&str, &str, &str); 38] = [
    // The initials from ㄓ to ㄙ stand alone where Pinyin writes an i.
    ("", "i", ""),
    ("ㄚ", "a", "a"),
    ("ㄛ", "o", "o"),
    ("ㄜ", "e", "e"),
    ("ㄝ", "e", "e"),
    ("ㄞ", "ai", "ai"),
    ("ㄟ", "ei", "ei"),
    ("ㄠ", "ao", "ao"),
    ("ㄡ", "ou", "ou"),
    ("ㄢ", "an", "an"),
    ("ㄣ", "en", "en"),
    ("ㄤ", "ang", "ang"),
    ("ㄥ", "eng", "eng"),
    ("ㄦ", "er", "er"),
    ("ㄧ", "i", "yi"),
    ("ㄧㄚ", "ia", "ya"),
    ("ㄧㄛ", "io", "yo"),
    ("ㄧㄝ", "ie", "ye"),
    ("ㄧㄠ", "iao", "yao"),
    ("ㄧㄡ", "iu", "you"),
    ("ㄧㄢ", "ian", "yan"),
    ("ㄧㄣ", "in", "yin"),
    ("ㄧㄤ", "iang", "yang"),
    ("ㄧㄥ", "ing", "ying"),
    ("ㄨ", "u", "wu"),
    ("ㄨㄚ", "ua", "wa"),
    ("ㄨㄛ", "uo", "wo"),
    ("ㄨㄞ", "uai", "wai"),
    ("ㄨㄟ", "ui", "wei"),
    ("ㄨㄢ", "uan", "wan"),
    ("ㄨㄣ", "un", "wen"),
    ("ㄨㄤ", "uang", "wang"),
    ("ㄨㄥ", "ong", "weng"),
    ("ㄩ", "v", "yu"),
    ("ㄩㄝ", "ve", "yue"),
    ("ㄩㄢ", "van", "yuan"),
    ("ㄩㄣ", "vn", "yun"),
    // Pinyin does not spell this one with ü.
    ("ㄩㄥ", "iong", "yong"),
];

/// The marks of the second to the fourth tone, and of the neutral one. The first has
/// none, or the long mark.
const TONES: [(char, char); 5] = [('ˉ', '1'), ('ˊ', '2'), ('ˇ', '3'), ('ˋ', '4'), ('˙', '5')];

/// The canonical spelling of a syllable: Pinyin with a digit for the tone, as
/// [`pinyin::canonical`](super::pinyin::canonical) gives it.
pub(super) fn canonical(text: &str) -> Option<String> {
    let (symbols, tone) = without_tone(text);
    let initial = INITIALS
        .into_iter()
        .find_map(|(symbol, letters)| Some((letters, symbols.strip_prefix(symbol)?)));
    let (letters, symbols) = initial.unwrap_or(("", symbols));
    let mut finals = FINALS.into_iter();
    let (_, behind, alone) = finals.find(|(written, ..)| *written == symbols)?;
    let ending = match letters {
        "" => alone.to_owned(),
        // Behind these, Pinyin leaves the dots out.
        "j" | "q" | "x" => behind.replace('v', "u"),
        _ => behind.to_owned(),
    };
    (!ending.is_empty()).then(|| format!("{letters}{ending}{tone}"))
}

/// The symbols of a syllable, and its tone. The mark of the neutral tone may stand
/// before or behind the symbols.
fn without_tone(text: &str) -> (&str, char) {
    if let Some(symbols) = text.strip_prefix('˙') {
        return (symbols, '5');
    }
    let marked = TONES
        .into_iter()
        .find_map(|(mark, tone)| Some((text.strip_suffix(mark)?, tone)));
    marked.unwrap_or((text, '1'))
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn syllables_are_spelled_in_pinyin() {
        let cases = [
            ("ㄅㄚ", Some("ba1")),
            ("ㄑㄩ", Some("qu1")),
            ("ㄌㄩˋ", Some("lv4")),
            ("ㄓˋ", Some("zhi4")),
            ("ㄒㄩㄥˊ", Some("xiong2")),
            ("ㄩㄥˇ", Some("yong3")),
            ("ㄨㄟˇ", Some("wei3")),
            ("˙ㄇㄣ", Some("men5")),
            ("ㄇㄣ˙", Some("men5")),
            ("ㄧ", Some("yi1")),
            ("", None),
            ("ˊ", None),
            ("ㄅㄆ", None),
            ("ㄚㄅ", None),
            ("ba", None),
        ];
        for (text, expected) in cases {
            assert_eq!(canonical(text).as_deref(), expected, "{text}");
        }
    }
}
