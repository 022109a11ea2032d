//! What each own entry changes: the sentences are converted with it and without it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Result, ensure};
use jianfan::compile::{Sources, WordLists};

use super::pairs::{Folds, Pair};
use super::score::{Converters, Judged};
use crate::dicts;
use crate::words::Lists;

/// What a line of `context.txt` does to the sentences that have one of its words.
#[derive(Clone, Copy, Default)]
struct Effect {
    sentences: u32,
    mends: u32,
    spoils: u32,
}

/// Prints for each line of `context.txt` how many sentences it mends and spoils: those that
/// harm first, then those that change nothing, though a sentence has a word of theirs. Fails
/// if some mend a single sentence, as if they had been made for it, and prints these at the end.
///
/// All sentences count, also those held out, since none of them is shown.
///
/// Lines whose words stand in one sentence are not left out at once, so what changes is due
/// to one of them.
pub(super) fn print(sets: &BTreeMap<String, Vec<Pair>>, folds: &Folds) -> Result<()> {
    let sources = dicts::sources()?;
    let stored = Lists::read()?;
    let lists = stored.as_lists();
    let pairs: Vec<&Pair> = sets.values().flatten().collect();
    let found = lines_in(&pairs, &lists.own_words()?);

    let with = converters(&sources, &lists)?;
    let before: Vec<Judged> = pairs.iter().map(|pair| judge(pair, &with, folds)).collect();
    let mut effects: BTreeMap<u32, Effect> = BTreeMap::new();
    for group in groups(&found) {
        let left: Vec<&str> = (1..)
            .zip(lists.local.lines())
            .filter(|(number, _)| !group.contains(number))
            .map(|(_, line)| line)
            .collect();
        let local = left.join("\n");
        let without = converters(
            &sources,
            &WordLists {
                local: &local,
                ..lists
            },
        )?;
        for ((pair, lines), before) in pairs.iter().zip(&found).zip(&before) {
            for line in lines.intersection(&group) {
                let after = judge(pair, &without, folds);
                let effect = effects.entry(*line).or_default();
                effect.sentences += 1;
                effect.mends += u32::from(wrong(before) < wrong(&after));
                effect.spoils += u32::from(wrong(before) > wrong(&after));
            }
        }
    }
    let line_of: HashMap<u32, &str> = (1..).zip(lists.local.lines()).collect();
    let mut sorted: Vec<_> = effects.into_iter().collect();
    sorted.sort_by_key(|(line, effect)| {
        let gain = i64::from(effect.mends) - i64::from(effect.spoils);
        (gain, effect.mends, *line)
    });
    let text = |line: u32| {
        let fields: Vec<&str> = line_of[&line].split('\t').take(3).collect();
        format!("{line}: {}", fields.join(" "))
    };
    println!("mends  spoils  sentences  line of context.txt");
    for &(line, effect) in &sorted {
        let Effect {
            sentences,
            mends,
            spoils,
        } = effect;
        println!("{mends:>5}  {spoils:>6}  {sentences:>9}  {}", text(line));
    }
    let single: Vec<u32> = sorted
        .iter()
        .filter(|(_, effect)| effect.mends == 1)
        .map(|(line, _)| *line)
        .collect();
    println!("\nlines that mend a single sentence: {}", single.len());
    for line in &single {
        println!("  {}", text(*line));
    }
    ensure!(single.is_empty(), "a line for a single sentence is no rule");
    Ok(())
}

/// The converters with these words. They are kept for the rest of the run, as built-in ones
/// are.
fn converters(sources: &Sources, lists: &WordLists<'_>) -> Result<Converters> {
    let tables = sources.compile_words(lists)?;
    Ok(Converters::with_words(Box::leak(Box::new(tables))))
}

fn judge(pair: &Pair, converters: &Converters, folds: &Folds) -> Judged {
    Judged::new(pair, &converters.convert(pair.config, &pair.source), folds)
}

/// How wrong a result is: by its errors, and where regional words are wanted by whether it
/// is right.
fn wrong(judged: &Judged) -> (usize, bool) {
    (judged.errors.len(), !judged.lenient)
}

/// For each pair the lines that have a word in its source.
fn lines_in(pairs: &[&Pair], words: &[(u32, String)]) -> Vec<BTreeSet<u32>> {
    let mut lines: HashMap<&str, Vec<u32>> = HashMap::new();
    for (line, word) in words {
        lines.entry(word).or_default().push(*line);
    }
    let longest = words
        .iter()
        .map(|(_, word)| word.len())
        .max()
        .unwrap_or_default();
    let lines = &lines;
    let in_text = |text: &str| {
        let starts = text.char_indices().map(|(start, _)| &text[start..]);
        let ends = starts.flat_map(|rest| {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.take_while(|end| *end <= longest)
                .map(move |end| &rest[..end])
        });
        ends.filter_map(|word| lines.get(word))
            .flatten()
            .copied()
            .collect()
    };
    pairs.iter().map(|pair| in_text(&pair.source)).collect()
}

/// Groups of lines no two of which stand in one sentence.
fn groups(found: &[BTreeSet<u32>]) -> Vec<BTreeSet<u32>> {
    let mut meets: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for lines in found {
        for line in lines {
            meets.entry(*line).or_default().extend(lines);
        }
    }
    let mut groups: Vec<BTreeSet<u32>> = Vec::new();
    for (line, others) in &meets {
        match groups.iter_mut().find(|group| group.is_disjoint(others)) {
            Some(group) => {
                group.insert(*line);
            }
            None => groups.push(BTreeSet::from([*line])),
        }
    }
    groups
}
