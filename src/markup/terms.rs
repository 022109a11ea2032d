//! Terms in running text.

use std::ops::Range;

use crate::chain::{Append, Hit, Matcher, Sink, walk};
use crate::dictionary::Dictionary;

/// Terms to look for.
#[derive(Clone, Debug)]
pub(super) struct Terms(Dictionary<'static>);

impl FromIterator<String> for Terms {
    fn from_iter<I: IntoIterator<Item = String>>(terms: I) -> Self {
        let terms = terms.into_iter().filter(|term| !term.is_empty());
        // Each stands for itself.
        let entries = terms.map(|term| (term.clone(), vec![term])).collect();
        Self(Dictionary::compile(&entries))
    }
}

impl Terms {
    /// Where the terms stand, in order: of those that overlap the first, of those that
    /// start together the longest.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Places::default();
        walk(self, text, &mut places);
        places.found
    }
}

/// The length in bytes of a term that was found.
pub(super) struct Term(usize);

impl Hit for Term {
    fn key_len(&self) -> usize {
        self.0
    }

    fn append_value(&self, key: &str, out: &mut impl Append) {
        out.push_str(key);
    }
}

impl Matcher for Terms {
    type Hit<'m> = Term;

    fn match_prefix(&self, text: &str) -> Option<Term> {
        self.0.longest_prefix(text).map(|found| Term(found.len()))
    }

    fn starts_longer_key(&self, text: &str) -> bool {
        self.0.starts_longer_key(text)
    }
}

#[derive(Default)]
struct Places {
    at: usize,
    found: Vec<Range<usize>>,
}

impl Sink<Term> for Places {
    fn matched(&mut self, key: &str, _term: Term) {
        let start = self.at;
        self.at += key.len();
        self.found.push(start..self.at);
    }

    fn unmatched(&mut self, text: &str) {
        self.at += text.len();
    }
}
