//! A group of dictionaries as one, for which plain longest match is right.

use std::collections::BTreeMap;

use crate::chain::Group;

/// Keys and the values that stand for them.
///
/// The longest key that a text starts with is the match the group would give.
pub(super) type Flat = BTreeMap<String, String>;

/// Joins a group into one dictionary.
///
/// Of a union the first member's value stays. Of a short circuit a later
/// member's key goes if an earlier member has a key that it starts with: where
/// the later key matches, the earlier one does too, and wins.
pub(super) fn flatten(group: &Group<'_>) -> Flat {
    let (members, is_union) = match group {
        Group::Leaf(_, dictionary) => {
            let entries = dictionary.entries();
            return entries
                .iter()
                .map(|entry| (entry.key.clone(), entry.default_value().to_owned()))
                .collect();
        }
        Group::Union(members) => (members, true),
        Group::ShortCircuit(members) => (members, false),
    };
    members
        .iter()
        .map(flatten)
        .fold(Flat::new(), |mut all, member| {
            let added: Vec<_> = member
                .into_iter()
                .filter(|(key, _)| {
                    if is_union {
                        !all.contains_key(key)
                    } else {
                        !prefixes(key).any(|prefix| all.contains_key(prefix))
                    }
                })
                .collect();
            all.extend(added);
            all
        })
}

/// The prefixes of a text that are whole characters, itself included.
fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    (1..=text.len()).filter_map(|end| text.get(..end))
}

/// Whether a key is one character.
pub(super) fn single(key: &str) -> Option<char> {
    let mut chars = key.chars();
    chars.next().filter(|_| chars.as_str().is_empty())
}

#[cfg(test)]
mod tests {
    use super::flatten;
    use crate::chain::Group;
    use crate::dictionary::{Dictionary, Entries, Name};

    fn leaf(text: &str) -> Group<'static> {
        let entries = Entries::parse("d", text).unwrap();
        Group::Leaf(Name::StPhrases.into(), Dictionary::compile(&entries))
    }

    fn flat(group: &Group<'_>) -> Vec<(String, String)> {
        flatten(group).into_iter().collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).into(), (*v).into()))
            .collect()
    }

    #[test]
    fn short_circuit_drops_what_can_never_win() {
        let members = vec![leaf("ab\tX\n"), leaf("a\tA\nab\tZ\nabc\tY\nb\tB\n")];
        let group = Group::ShortCircuit(members);
        assert_eq!(flat(&group), pairs(&[("a", "A"), ("ab", "X"), ("b", "B")]));
    }

    #[test]
    fn union_keeps_the_first_of_equals() {
        let group = Group::Union(vec![leaf("ab\tX\n"), leaf("abc\tY\nab\tZ\n")]);
        assert_eq!(flat(&group), pairs(&[("ab", "X"), ("abc", "Y")]));
    }
}
