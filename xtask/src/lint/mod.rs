//! `cargo xtask dicts lint`: what is wrong or odd in the dictionaries' text.
//!
//! An error stops the build. A note does not: the pairs are the upstream's
//! facts, and an entry that does nothing for itself may still keep a neighbour
//! from matching (`dicts/README.md` says how).

mod redundant;
mod stage;
mod text;
mod unreachable;

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::fmt;
use std::io::{BufWriter, Write};

use anyhow::{Result, anyhow, ensure};
use jianfan::Position;
use jianfan::compile::Sources;
use jianfan::dictionary::Name;

use crate::dicts::text_path;
use crate::files;
use stage::Dictionaries;
use unreachable::Normalized;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The text is not what a dictionary's text must be.
    Error,
    /// A note: no conversion ever takes the entry.
    Unreachable,
    /// A note: on its own the key would become the same without the entry.
    Redundant,
}

/// Something found in a line of a dictionary's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    name: Name,
    line: u32,
    kind: Kind,
    message: String,
}

impl Finding {
    /// Whether the build must fail.
    pub(crate) fn is_error(&self) -> bool {
        self.kind == Kind::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = if self.is_error() { "error" } else { "note" };
        let Self {
            name,
            line,
            message,
            ..
        } = self;
        write!(f, "dicts/opencc/{name}.txt:{line}: {level}: {message}")
    }
}

/// What to print.
#[derive(clap::Args, Debug)]
pub(crate) struct Options {
    /// Print every note instead of how many there are.
    #[arg(long)]
    notes: bool,
    /// Only the notes on this dictionary.
    #[arg(requires = "notes", value_parser = stored_name)]
    name: Option<Name>,
}

fn stored_names() -> impl Iterator<Item = Name> {
    Name::ALL.into_iter().filter(|name| !name.is_derived())
}

fn stored_name(text: &str) -> Result<Name> {
    stored_names()
        .find(|name| name.as_str() == text)
        .ok_or_else(|| {
            let names: Vec<_> = stored_names().map(Name::as_str).collect();
            anyhow!(
                "no stored dictionary has this name; known: {}",
                names.join(", ")
            )
        })
}

/// Everything found in the stored dictionaries, by dictionary and line.
///
/// Where there are errors there are no notes.
pub(crate) fn findings() -> Result<Vec<Finding>> {
    let mut texts = HashMap::new();
    let mut errors = Vec::new();
    for name in stored_names() {
        let path = text_path(name);
        let text = files::read(&path)?;
        errors.extend(text::errors(name, &text));
        texts.insert(name, text);
    }
    if !errors.is_empty() {
        return Ok(errors);
    }
    let sources = Sources::read(|name| {
        let text = texts.remove(&name);
        Ok::<_, Infallible>(text.expect("every stored dictionary was just read"))
    })?;
    Ok(notes(&sources))
}

fn notes(sources: &Sources) -> Vec<Finding> {
    let dictionaries = Dictionaries::compile(sources);
    let normalized = Normalized::new(sources);
    let unreachable = |name, key: &str| {
        unreachable::hidden(&dictionaries, name, key).or_else(|| normalized.replaced(name, key))
    };
    let redundant = |name, entry| redundant::note(&dictionaries, name, entry);
    let mut notes = Vec::new();
    for name in stored_names() {
        for entry in sources.entries(name) {
            let note = unreachable(name, &entry.key)
                .map(|message| (Kind::Unreachable, message))
                .or_else(|| Some((Kind::Redundant, redundant(name, entry)?)));
            notes.extend(note.map(|(kind, message)| Finding {
                name,
                line: entry.position.map_or(0, Position::number),
                kind,
                message,
            }));
        }
    }
    notes
}

/// Prints the errors, and fails if there are any.
pub(crate) fn reject_errors(findings: &[Finding]) -> Result<()> {
    let errors = || findings.iter().filter(|finding| finding.is_error());
    for error in errors() {
        eprintln!("{error}");
    }
    ensure!(
        errors().next().is_none(),
        "the dictionaries' text has errors"
    );
    Ok(())
}

/// Prints the errors, and then the notes or how many there are of each kind.
pub(crate) fn run(options: &Options) -> Result<()> {
    let findings = findings()?;
    reject_errors(&findings)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if options.notes {
        for note in findings
            .iter()
            .filter(|note| options.name.is_none_or(|name| name == note.name))
        {
            writeln!(out, "{note}")?;
        }
    } else {
        write!(out, "{}", table(&findings))?;
    }
    out.flush()?;
    Ok(())
}

fn table(findings: &[Finding]) -> String {
    let mut counts: BTreeMap<(Name, Kind), usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.name, finding.kind)).or_default() += 1;
    }
    let count = |name, kind| counts.get(&(name, kind)).copied().unwrap_or_default();
    let row = |name, unreachable: &dyn fmt::Display, redundant: &dyn fmt::Display| {
        format!("{name:<30}{unreachable:>12}{redundant:>12}\n")
    };
    let mut table = row("notes", &"unreachable", &"redundant");
    for name in stored_names() {
        let [unreachable, redundant] =
            [Kind::Unreachable, Kind::Redundant].map(|kind| count(name, kind));
        table += &row(name.as_str(), &unreachable, &redundant);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Finding, Kind, Name, reject_errors, stored_name, table};

    fn finding(kind: Kind) -> Finding {
        Finding {
            name: Name::StPhrases,
            line: 123,
            kind,
            message: "odd".to_owned(),
        }
    }

    #[test]
    fn a_finding_names_file_and_line() {
        assert_eq!(
            finding(Kind::Error).to_string(),
            "dicts/opencc/STPhrases.txt:123: error: odd"
        );
        assert_eq!(
            finding(Kind::Redundant).to_string(),
            "dicts/opencc/STPhrases.txt:123: note: odd"
        );
    }

    #[test]
    fn only_errors_fail() {
        assert!(reject_errors(&[finding(Kind::Unreachable), finding(Kind::Redundant)]).is_ok());
        assert!(reject_errors(&[finding(Kind::Redundant), finding(Kind::Error)]).is_err());
    }

    #[test]
    fn notes_are_counted_by_dictionary_and_kind() {
        let table = table(&[finding(Kind::Redundant), finding(Kind::Redundant)]);
        let row = table.lines().find(|row| row.starts_with("STPhrases"));
        let cells: Vec<_> = row.unwrap().split_whitespace().collect();
        assert_eq!(cells, ["STPhrases", "0", "2"]);
    }

    #[test]
    fn only_stored_dictionaries_can_be_asked_for() {
        assert_eq!(stored_name("TWPhrases").unwrap(), Name::TwPhrases);
        assert!(stored_name("TWVariantsRev").is_err());
    }
}
