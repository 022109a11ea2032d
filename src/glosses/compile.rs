//! The readings of characters.

use std::collections::{BTreeMap, BTreeSet};

use super::canonical;

/// The fields that have Mandarin readings.
const FIELDS: [&str; 5] = [
    "kMandarin",
    "kHanyuPinlu",
    "kHanyuPinyin",
    "kTGHZ2013",
    "kXHC1983",
];

/// Compiles the readings that this module knows from Unihan's
/// `Unihan_Readings.txt`: a line for each syllable with all characters below U+10000
/// that are read so.
///
/// # Examples
/// ```
/// use jianfan::glosses::compile_readings;
///
/// let unihan = "U+5340\tkMandarin\tqū\nU+53BB\tkHanyuPinlu\tqù(3404) qu(12)\n";
/// assert_eq!(compile_readings(unihan), "qu1\t區\nqu4\t去\nqu5\t去\n");
/// ```
#[must_use]
pub fn compile_readings(unihan: &str) -> String {
    let mut readings: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for line in unihan.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, field, values] = fields[..] else {
            continue;
        };
        let code = code.strip_prefix("U+").filter(|_| FIELDS.contains(&field));
        let code = code.and_then(|code| u16::from_str_radix(code, 16).ok());
        let Some(character) = code.and_then(|code| char::from_u32(code.into())) else {
            continue;
        };
        for syllable in values.split(' ').flat_map(syllables) {
            if let Some(syllable) = canonical(syllable) {
                readings.entry(syllable).or_default().insert(character);
            }
        }
    }
    let lines = readings.into_iter().map(|(syllable, characters)| {
        let characters: String = characters.into_iter().collect();
        format!("{syllable}\t{characters}\n")
    });
    lines.collect()
}

/// The syllables of a value: `qù(3404)` with a frequency, `10053.020:qū,qù` with the
/// places of a dictionary.
fn syllables(value: &str) -> impl Iterator<Item = &str> {
    let behind = value.rsplit(':').next().unwrap_or_default();
    let readings = behind.split('(').next().unwrap_or_default();
    readings.split(',')
}
