//! Dictionaries that are asked together.

use super::buffer::Append;
use super::walk::{Hit, Matcher};
use crate::dictionary::{Dictionary, Label, Match};

/// A dictionary, or several with a policy which of their matches counts.
#[derive(Clone, Debug)]
pub(crate) enum Group<'d> {
    /// Its longest key that is a prefix of the text.
    Leaf(Label, Dictionary<'d>),
    /// The first member with any match wins, with that member's own match, even
    /// where a later member has a longer one.
    ShortCircuit(Vec<Group<'d>>),
    /// The longest match of all members wins; of equally long ones, the first.
    Union(Vec<Group<'d>>),
}

/// A key that was found, and in which dictionary.
#[derive(Clone, Debug)]
pub(crate) struct Found<'d> {
    pub(crate) dictionary: &'d Label,
    pub(crate) entry: Match<'d>,
}

impl Group<'_> {
    /// All keys of all dictionaries that `text` starts with: the dictionaries as
    /// they are asked, each one's longest key first.
    pub(crate) fn prefixes(&self, text: &str) -> Vec<Found<'_>> {
        match self {
            Self::Leaf(label, dictionary) => {
                let found = dictionary.prefixes(text).map(|entry| Found {
                    dictionary: label,
                    entry,
                });
                let mut found: Vec<_> = found.collect();
                found.reverse();
                found
            }
            Self::ShortCircuit(members) | Self::Union(members) => {
                members.iter().flat_map(|m| m.prefixes(text)).collect()
            }
        }
    }
}

impl Matcher for Group<'_> {
    type Hit<'m>
        = Found<'m>
    where
        Self: 'm;

    fn match_prefix(&self, text: &str) -> Option<Found<'_>> {
        match self {
            Self::Leaf(label, dictionary) => dictionary.longest_prefix(text).map(|entry| Found {
                dictionary: label,
                entry,
            }),
            Self::ShortCircuit(members) => members.iter().find_map(|m| m.match_prefix(text)),
            // `max_by_key` takes the last of equals, hence the reversal.
            Self::Union(members) => members
                .iter()
                .rev()
                .filter_map(|m| m.match_prefix(text))
                .max_by_key(Found::key_len),
        }
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        match self {
            Self::Leaf(_, dictionary) => dictionary.starts_longer_key(text),
            Self::ShortCircuit(members) | Self::Union(members) => {
                members.iter().any(|m| m.starts_longer_key(text))
            }
        }
    }
}

impl Hit for Found<'_> {
    fn key_len(&self) -> usize {
        self.entry.len()
    }

    fn append_value(&self, _key: &str, out: &mut impl Append) {
        out.push_str(self.entry.value());
    }
}

#[cfg(test)]
mod tests {
    use super::Group;
    use crate::chain::walk::walk;
    use crate::dictionary::{Dictionary, Entries, Name};

    fn leaf(text: &str) -> Group<'static> {
        let entries = Entries::parse("d", text).unwrap();
        Group::Leaf(Name::StPhrases.into(), Dictionary::compile(&entries))
    }

    fn converted(group: &Group<'_>, text: &str) -> String {
        let mut out = String::new();
        walk(group, text, &mut out);
        out
    }

    #[test]
    fn short_circuit_takes_the_first_member_and_union_the_longest_match() {
        let members = vec![leaf("ab\tX\n"), leaf("abc\tY\nab\tZ\n")];
        let first = Group::ShortCircuit(members.clone());
        let longest = Group::Union(members);
        assert_eq!(converted(&first, "abcab"), "XcX");
        assert_eq!(converted(&longest, "abcab"), "YX");
    }

    #[test]
    fn groups_nest() {
        let inner = Group::Union(vec![leaf("ab\tX\n"), leaf("abc\tY\n")]);
        let group = Group::ShortCircuit(vec![inner, leaf("abcd\tZ\nb\tB\n")]);
        assert_eq!(converted(&group, "abcdb"), "YdB");
    }

    #[test]
    fn prefixes_are_those_of_all_members() {
        let members = vec![leaf("a\tA\nab\tX\n"), leaf("abc\tY\nb\tB\n")];
        for group in [Group::ShortCircuit(members.clone()), Group::Union(members)] {
            let found = group.prefixes("abcd");
            let values: Vec<_> = found.iter().map(|found| found.entry.value()).collect();
            assert_eq!(values, ["X", "A", "Y"]);
        }
    }
}
