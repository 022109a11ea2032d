//! The readings of characters.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::pinyin;

/// The fields that have Mandarin readings.
const MANDARIN: [&str; 5] = [
    "kMandarin",
    "kHanyuPinlu",
    "kHanyuPinyin",
    "kTGHZ2013",
    "kXHC1983",
];
/// Those that have Japanese ones, which count if a character is in JIS X 0208: Unihan has
/// some for many more, with which no Japanese text is written.
const JAPANESE: [&str; 2] = ["kJapaneseOn", "kJapaneseKun"];
const JIS: &str = "kJis0";

/// Compiles the readings that this module knows from Unihan's `Unihan_Readings.txt` and
/// `Unihan_OtherMappings.txt`, one behind the other: a line for each syllable of Mandarin and
/// each Japanese reading with all characters below U+10000 that are read so.
///
/// # Examples
/// ```
/// use jianfan::glosses::compile_readings;
///
/// let unihan = "U+5340\tkMandarin\tqū\nU+53BB\tkHanyuPinlu\tqù(3404) qu(12)\n";
/// assert_eq!(compile_readings(unihan), "qu1\t區\nqu4\t去\nqu5\t去\n");
///
/// let unihan = "U+4EBA\tkJapaneseKun\tHITO\nU+4EBC\tkJapaneseOn\tSHUU\nU+4EBA\tkJis0\t3145\n";
/// assert_eq!(compile_readings(unihan), "hito\t人\n");
/// ```
#[must_use]
pub fn compile_readings(unihan: &str) -> String {
    let in_jis: HashSet<char> = entries(unihan)
        .filter(|(_, field, _)| *field == JIS)
        .map(|(character, ..)| character)
        .collect();
    let mut readings: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for (character, field, values) in entries(unihan) {
        let of_field: Vec<String> = if MANDARIN.contains(&field) {
            let syllables = values.split(' ').flat_map(syllables);
            syllables.filter_map(pinyin::canonical).collect()
        } else if JAPANESE.contains(&field) && in_jis.contains(&character) {
            values.split(' ').map(str::to_lowercase).collect()
        } else {
            continue;
        };
        for reading in of_field {
            readings.entry(reading).or_default().insert(character);
        }
    }
    let lines = readings.into_iter().map(|(reading, characters)| {
        let characters: String = characters.into_iter().collect();
        format!("{reading}\t{characters}\n")
    });
    lines.collect()
}

/// The entries for characters below U+10000: character, field, values.
fn entries(unihan: &str) -> impl Iterator<Item = (char, &str, &str)> {
    unihan.lines().filter_map(|line| {
        let (code, rest) = line.strip_prefix("U+")?.split_once('\t')?;
        let (field, values) = rest.split_once('\t')?;
        let code = u16::from_str_radix(code, 16).ok()?;
        Some((char::from_u32(code.into())?, field, values))
    })
}

/// The syllables of a value: `qù(3404)` with a frequency, `10053.020:qū,qù` with the
/// places of a dictionary.
fn syllables(value: &str) -> impl Iterator<Item = &str> {
    let behind = value.rsplit(':').next().unwrap_or_default();
    let readings = behind.split('(').next().unwrap_or_default();
    readings.split(',')
}
