//! Our own entries: words with their Traditional forms, many of them written as patterns.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::context::TARGETS;
use crate::error::{ParseError, ParseErrorKind, Position};

/// What an entry gives a word in each of [`TARGETS`]; `None` where it says nothing.
pub(super) type Forms = [Option<String>; TARGETS.len()];

/// What stands in a form for that of a class's member.
const MEMBER: char = '*';

/// The fields of a line, and where it stands.
pub(super) struct Line<'t> {
    file: &'static str,
    number: u32,
    fields: Vec<&'t str>,
}

impl<'t> Line<'t> {
    fn error(&self, kind: ParseErrorKind) -> ParseError {
        ParseError::new(self.file, Some(Position::Line(self.number)), kind)
    }

    /// The first `N` fields; others may follow.
    pub(super) fn fields<const N: usize>(&self) -> Result<[&'t str; N], ParseError> {
        let fields = self.fields.first_chunk().copied();
        fields.ok_or_else(|| self.error(ParseErrorKind::MissingTab))
    }
}

/// Lines of fields; those that begin with `#` are comments.
pub(super) fn lines<'t>(file: &'static str, text: &'t str) -> impl Iterator<Item = Line<'t>> {
    let lines = text.lines().zip(1..);
    let lines = lines.filter(|(line, _)| !line.starts_with('#'));
    lines.map(move |(line, number)| Line {
        file,
        number,
        fields: line.split('\t').filter(|field| !field.is_empty()).collect(),
    })
}

/// A word, and what it becomes.
type Pair = (String, String);

/// Lists of words that stand for each other in a pattern, by name.
#[derive(Debug, Default)]
pub(super) struct Classes<'t>(BTreeMap<&'t str, Vec<Pair>>);

impl<'t> Classes<'t> {
    /// Reads `classes.txt`: name, members, and why. A member has its form behind `=`, or
    /// that which `form_of` gives.
    pub(super) fn read(
        text: &'t str,
        form_of: impl Fn(&str) -> String,
    ) -> Result<Self, ParseError> {
        let classes = lines("classes.txt", text).map(|line| {
            let [name, members, _why] = line.fields()?;
            let members = members
                .split(' ')
                .map(|member| match member.split_once('=') {
                    Some((member, form)) => (member.to_owned(), form.to_owned()),
                    None => (member.to_owned(), form_of(member)),
                });
            Ok((name, members.collect()))
        });
        classes.collect::<Result<_, _>>().map(Self)
    }

    /// The members of a class; none if there is no such class.
    pub(super) fn members(&self, name: &str) -> &[Pair] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// All words that a pattern stands for, with their forms. `{class}` stands for each
    /// member, and `*` in the form for what that becomes.
    fn expand(&self, pattern: &str, form: &str) -> Vec<Pair> {
        let Some((before, rest)) = pattern.split_once('{') else {
            return vec![(pattern.to_owned(), form.to_owned())];
        };
        let (class, behind) = rest.split_once('}').unwrap_or((rest, ""));
        let members = self.members(class).iter();
        members
            .flat_map(|(word, becomes)| {
                let pattern = format!("{before}{word}{behind}");
                self.expand(&pattern, &form.replacen(MEMBER, becomes, 1))
            })
            .collect()
    }
}

/// The places in [`TARGETS`] that a region stands for.
fn targets_of(region: &str) -> Option<&'static [Config]> {
    Some(match region {
        "all" => &[
            Config::S2t,
            Config::S2tw,
            Config::S2twp,
            Config::S2hk,
            Config::S2hkp,
        ],
        "tw" => &[Config::S2tw, Config::S2twp],
        "hk" => &[Config::S2hk, Config::S2hkp],
        "twp" => &[Config::S2twp],
        "hkp" => &[Config::S2hkp],
        _ => return None,
    })
}

/// The words of `context.txt`, each with its line.
pub(super) fn words(text: &str, classes: &Classes<'_>) -> Result<Vec<(u32, String)>, ParseError> {
    let mut words = Vec::new();
    for line in lines("context.txt", text) {
        let [pattern, form] = line.fields()?;
        let expanded = classes.expand(pattern, form).into_iter();
        words.extend(expanded.map(|(word, _)| (line.number, word)));
    }
    Ok(words)
}

/// Reads `context.txt`: word, form, region, why, and an example in each line. Of a word
/// that stands twice the later line counts. The forms of `tw` and `hk` are taken as they
/// are; `further` takes all others on to each of [`TARGETS`].
pub(super) fn entries(
    text: &str,
    classes: &Classes<'_>,
    further: impl Fn(usize, &str) -> String,
) -> Result<BTreeMap<String, Forms>, ParseError> {
    let mut entries: BTreeMap<String, Forms> = BTreeMap::new();
    for line in lines("context.txt", text) {
        let [pattern, form, region, _why, _example] = line.fields()?;
        let targets =
            targets_of(region).ok_or_else(|| line.error(ParseErrorKind::UnknownRegion))?;
        for (word, form) in classes.expand(pattern, form) {
            let forms = entries.entry(word).or_default();
            for (place, (config, _)) in TARGETS.iter().enumerate() {
                if targets.contains(config) {
                    forms[place] = Some(match region {
                        "tw" | "hk" => form.clone(),
                        _ => further(place, &form),
                    });
                }
            }
        }
    }
    Ok(entries)
}
