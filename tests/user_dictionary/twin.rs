//! What dictionaries of a program's own mean, written down as plainly as it goes.

use std::collections::HashMap;

use jianfan::Converter;
use jianfan::user_dictionary::Level;

use crate::sequence::sequence_len;

/// Converts by `base` what keys leave of a text.
pub(crate) fn convert(
    entries: &HashMap<String, (Level, String)>,
    base: &Converter,
    text: &str,
) -> String {
    let mut out = String::new();
    let mut open = String::new();
    let mut rest = text;
    let longest = entries.keys().map(String::len).max().unwrap_or(0);
    while let Some(first) = rest.chars().next() {
        let mut prefixes = (1..=longest.min(rest.len()))
            .rev()
            .filter_map(|len| rest.get(..len));
        let found = prefixes.find_map(|key| Some((key, entries.get(key)?)));
        let sequence = sequence_len(rest, 16).filter(|&len| rest[..len].chars().count() <= 64);
        let unmatched = &rest[..sequence.unwrap_or(first.len_utf8())];
        let (taken, fixed) = match found {
            None => {
                open += unmatched;
                (unmatched, None)
            }
            Some((key, (Level::First, value))) => {
                open += value;
                (key, None)
            }
            Some((key, (Level::Keep, _))) => (key, Some(key)),
            Some((key, (_, value))) => (key, Some(value.as_str())),
        };
        if let Some(fixed) = fixed {
            out += &base.convert(&open);
            out += fixed;
            open.clear();
        }
        rest = &rest[taken.len()..];
    }
    out + &base.convert(&open)
}
