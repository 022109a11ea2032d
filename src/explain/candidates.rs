//! All that a word can become.

use std::collections::HashSet;

use crate::chain::{Chain, Ending, Group, Matcher, Segments, walk};

/// The conversion's own result first, then what other values lead to, in rank order.
///
/// Where a match of a stage takes the whole word, each of its values is a candidate.
pub(super) fn candidates(chain: &Chain<'_>, word: &str) -> Vec<String> {
    let normalized = taken_through(&chain.normalization, word);
    if let Some(segmentation) = &chain.segmentation {
        let mut count = 0;
        let mut segments = Segments::new(&normalized, |segment, _| {
            count += usize::from(!segment.is_empty());
        });
        walk(segmentation, &normalized, &mut segments);
        segments.hand_over(Ending::Final);
        if count > 1 {
            return vec![chain.convert(word)];
        }
    }
    chain.stages.iter().fold(vec![normalized], |words, stage| {
        let mut next: Vec<String> = Vec::new();
        for word in words {
            match stage.match_prefix(&word) {
                Some(found) if found.entry.len() == word.len() => {
                    next.extend(found.entry.values().map(str::to_owned));
                }
                _ => next.push(taken_through(stage, &word)),
            }
        }
        let mut seen = HashSet::new();
        next.retain(|word| seen.insert(word.clone()));
        next
    })
}

fn taken_through(group: &Group<'_>, text: &str) -> String {
    let mut out = String::new();
    walk(group, text, &mut out);
    out
}
