//! How often what a character alone becomes is right, by the words that it stands in.

use std::collections::{BTreeMap, HashMap};

use super::listed::Listed;
use crate::dictionary::Entries;

/// What is known of all characters together counts for each as so many occurrences: as many
/// as the rarest word of the list has.
const COMMON_COUNT: f64 = 20.0;
/// Most uses of another value stand in words that are known, so only one in so many is met
/// alone. It was fitted on two thirds of the sentence pairs of `docs/accuracy.md`.
const OTHERS_IN_WORDS: f64 = 12.0;

/// How often a character becomes each of its values in the words of the list, by their counts.
type Uses = HashMap<(char, char), f64>;

/// The share of each character that has several values among `entries`. `forms` has words with
/// their forms, of which the last one counts; and what a character alone becomes, if that is
/// not its first value.
pub(super) fn of_characters(
    listed: &[Listed<'_>],
    forms: &[(String, String)],
    entries: &Entries,
) -> BTreeMap<char, f64> {
    let forms: HashMap<&str, &str> = forms.iter().map(|(w, form)| (&**w, &**form)).collect();
    let mut uses = Uses::new();
    for word in listed.iter().filter(|word| !word.is_character()) {
        let form = forms.get(word.text).copied().unwrap_or_default();
        if form.chars().count() == word.text.chars().count() {
            for pair in word.text.chars().zip(form.chars()) {
                *uses.entry(pair).or_default() += f64::from(word.count);
            }
        }
    }
    // For each character how often its value is what it is alone, and how often it is any.
    let mut counts = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.values.len() > 1) {
        let alone = forms
            .get(&*entry.key)
            .copied()
            .unwrap_or(entry.default_value());
        let Some(character) = entry.key.chars().next() else {
            continue;
        };
        let of_value = |value: &str| {
            let count = value
                .chars()
                .next()
                .and_then(|value| uses.get(&(character, value)));
            count.copied().unwrap_or_default()
        };
        let all: f64 = entry.values.iter().map(|value| of_value(value)).sum();
        counts.insert(character, (of_value(alone), all));
    }
    let (right, all) = counts
        .values()
        .fold((0.0, 0.0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let common = right / f64::max(all, 1.0);
    let share = |(right, all): (f64, f64)| {
        let right = right + COMMON_COUNT * common;
        let others = (all + COMMON_COUNT - right) / OTHERS_IN_WORDS;
        right / (right + others)
    };
    let shares = counts
        .into_iter()
        .map(|(character, count)| (character, share(count)));
    shares.collect()
}
