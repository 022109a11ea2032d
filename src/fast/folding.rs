//! A map and nothing else: what a character becomes does not depend on its neighbours.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::charmap::{CHANGE, CharMap, CharMapBuilder, is_odd};
use super::chartable::CharTable;
use super::kernel;
use super::mapping::{Decision, Tables};
use super::pairs::PairFilter;
use super::raw;
use super::table::LOOK;
use crate::chain::{room_for, unless_same};

/// No entry has a colour, so the loop never asks it.
const NO_PAIRS: PairFilter<'static> = PairFilter::new(&[0; 4]);

/// What every character becomes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folding<'t> {
    map: CharMap<'t>,
    /// The characters that become others and whose entries cannot say so.
    others: CharTable<'t>,
}

impl<'t> Folding<'t> {
    pub(super) const fn new(entries: &'t [u8], others: &'t [u8]) -> Self {
        Self {
            map: CharMap::new(entries),
            others: CharTable::new(others),
        }
    }

    /// The sections of a map; `None` where a character would have to have an entry and
    /// has none.
    pub(crate) fn sections(map: &BTreeMap<char, char>) -> Option<[(&'static str, Vec<u8>); 2]> {
        let mut builder = CharMapBuilder::default();
        for (&character, &result) in map {
            builder.set(character, Some(result));
        }
        let (entries, _) = builder.finish()?;
        let entry_of = |character| CharMap::new(&entries).entry_of(raw::of(character));
        let others: Vec<_> = map
            .iter()
            .filter(|(character, _)| is_odd(entry_of(**character)))
            .map(|(&character, &result)| (character, Some(result)))
            .collect();
        let others = CharTable::build(others.into_iter());
        Some([("entries", entries), ("others", others)])
    }

    #[inline]
    pub(crate) fn fold_char(&self, character: char) -> char {
        let raw = raw::of(character);
        let entry = self.map.entry_of(raw);
        if is_odd(entry) {
            return self.others.get(character).unwrap_or(character);
        }
        match entry & CHANGE {
            0 => character,
            change => raw::decode3(raw ^ change),
        }
    }

    /// Folds all of `text`; borrowed when nothing changes.
    pub(crate) fn fold<'s>(&self, text: &'s str) -> Cow<'s, str> {
        let same = self.unchanged_prefix(text);
        if same == text.len() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(room_for(text.len()));
        out.push_str(&text[..same]);
        self.fold_into(&text[same..], &mut out);
        unless_same(text, out)
    }

    /// Folds all of `text` and appends the result.
    pub(crate) fn fold_into(&self, text: &str, out: &mut String) {
        let tables = Tables {
            map: self.map,
            filter: NO_PAIRS,
            changing: None,
        };
        let mut rest = text;
        loop {
            let mapped = kernel::map_until(tables, rest, (0, 0), out, |_, _| Decision::Map);
            rest = &rest[mapped..];
            let mut characters = rest.chars();
            let Some(odd) = characters.next() else {
                return;
            };
            out.push(self.fold_char(odd));
            rest = characters.as_str();
        }
    }

    /// How many bytes at the start of `text` stay as they are, as far as a short look at
    /// it tells.
    fn unchanged_prefix(&self, text: &str) -> usize {
        let mut at = 0;
        loop {
            at += raw::ascii_len(&text.as_bytes()[at..]);
            let Some(character) = text[at..].chars().next() else {
                return at;
            };
            if at >= LOOK || self.fold_char(character) != character {
                return at;
            }
            at += character.len_utf8();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Folding};

    #[test]
    fn every_length_becomes_every_other() {
        let pairs = [
            ('發', '发'),
            ('\u{F900}', '豈'),
            ('𠀀', '一'),
            ('𠀁', '𠀂'),
            ('\u{FA0F}', '𠀃'),
        ];
        let pairs = BTreeMap::from(pairs);
        let [(_, entries), (_, others)] = Folding::sections(&pairs).unwrap();
        let folding = Folding::new(&entries, &others);
        let text: String = pairs.keys().collect::<String>() + "a\0é好😀\u{FA2A}";
        let expected: String = pairs.values().collect::<String>() + "a\0é好😀\u{FA2A}";
        for count in [1, 20] {
            assert_eq!(folding.fold(&text.repeat(count)), expected.repeat(count));
        }
    }

    #[test]
    fn a_map_that_no_entry_can_hold_is_refused() {
        assert!(Folding::sections(&BTreeMap::from([('é', 'e')])).is_none());
    }
}
