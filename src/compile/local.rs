//! Our own entries: words with their Traditional forms, many of them written as patterns.

use std::collections::BTreeMap;

use super::vocabulary::Conversions;
use crate::config::Config;
use crate::context::{TARGETS, Target};
use crate::error::{ParseError, ParseErrorKind, Position};
use crate::usage::Usage;

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
    fn expand(&self, pattern: &str, form: &str) -> Result<Vec<Pair>, ParseErrorKind> {
        let Some((before, rest)) = pattern.split_once('{') else {
            return if form.contains(MEMBER) {
                Err(ParseErrorKind::UnknownClass)
            } else {
                Ok(vec![(pattern.to_owned(), form.to_owned())])
            };
        };
        let class = rest.split_once('}');
        let class = class.and_then(|(name, behind)| Some((self.0.get(name)?, behind)));
        let (members, behind) = class.ok_or(ParseErrorKind::UnknownClass)?;
        let mut pairs = Vec::new();
        for (word, becomes) in members {
            let pattern = format!("{before}{word}{behind}");
            pairs.extend(self.expand(&pattern, &form.replacen(MEMBER, becomes, 1))?);
        }
        Ok(pairs)
    }

    /// The words of a line with their forms.
    fn expand_line(&self, line: &Line<'_>) -> Result<Vec<Pair>, ParseError> {
        let [pattern, form] = line.fields()?;
        self.expand(pattern, form).map_err(|kind| line.error(kind))
    }
}

/// Where an entry holds.
#[derive(Clone, Copy)]
enum Region {
    All,
    Usage(Usage),
    /// Where the words of a region are wanted.
    Vocabulary(Config),
}

impl Region {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "all" => Self::All,
            "tw" | "tw=" => Self::Usage(Usage::Taiwan),
            "hk" => Self::Usage(Usage::HongKong),
            "twp" | "twp=" => Self::Vocabulary(Config::S2twp),
            "hkp" => Self::Vocabulary(Config::S2hkp),
            _ => return None,
        })
    }

    fn has(self, target: Target) -> bool {
        match self {
            Self::All => true,
            Self::Usage(usage) => target.usage == usage,
            Self::Vocabulary(config) => target.config() == config,
        }
    }
}

/// Ends the name of a region whose forms are taken as they are.
const AS_IT_IS: char = '=';

/// The words of `context.txt`, each with its line.
pub(super) fn words(text: &str, classes: &Classes<'_>) -> Result<Vec<(u32, String)>, ParseError> {
    let mut words = Vec::new();
    for line in lines("context.txt", text) {
        let expanded = classes.expand_line(&line)?.into_iter();
        words.extend(expanded.map(|(word, _)| (line.number, word)));
    }
    Ok(words)
}

/// Reads `context.txt`: word, form, region, why, and an example in each line. Of a word
/// that stands twice the later line counts. Forms are of OpenCC's standard and are taken on to
/// each of [`TARGETS`], unless the region says that they are taken as they are.
pub(super) fn entries(
    text: &str,
    classes: &Classes<'_>,
    conversions: &Conversions,
) -> Result<BTreeMap<String, Forms>, ParseError> {
    let mut entries: BTreeMap<String, Forms> = BTreeMap::new();
    for line in lines("context.txt", text) {
        let [_pattern, _form, name, _why, _example] = line.fields()?;
        let region =
            Region::named(name).ok_or_else(|| line.error(ParseErrorKind::UnknownRegion))?;
        for (word, form) in classes.expand_line(&line)? {
            let further = conversions.convert_further(&form);
            let forms = entries.entry(word).or_default();
            for (place, target) in TARGETS.iter().enumerate().filter(|(_, t)| region.has(**t)) {
                forms[place] = Some(if name.ends_with(AS_IT_IS) {
                    form.clone()
                } else {
                    further[target.config].clone()
                });
            }
        }
    }
    Ok(entries)
}
