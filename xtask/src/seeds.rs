//! `cargo xtask seeds DIR`: looks through pages as they are found.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use jianfan::detect::{detect, spans};
use jianfan::{Config, Converter, glosses};

use crate::files;

/// The conversions that are tried.
const CONFIGS: [Config; 3] = [Config::S2twp, Config::S2hk, Config::T2s];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with pages, UTF-8, in files that end in .txt
    dir: PathBuf,
}

/// Prints one line for each page.
pub(crate) fn run(args: &Args) -> Result<()> {
    let paths = files::with_extension(&args.dir, "txt")?;
    ensure!(!paths.is_empty(), "{} has no pages", args.dir.display());
    for path in paths {
        let text = files::read(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        println!("{name}: {}", line(&text)?);
    }
    Ok(())
}

/// What is to be said of a page.
fn line(text: &str) -> Result<String> {
    let detection = detect(text);
    let found = glosses::find(text);
    let damage = glosses::damage(text);
    let places: Vec<String> = damage
        .iter()
        .map(|place| {
            let suggestion = place.suggestion.as_deref().unwrap_or("?");
            format!("{}:{} {suggestion}", place.line, place.column)
        })
        .collect();
    let mut changes = Vec::new();
    for config in CONFIGS {
        changes.push(format!("{config} changes {}", changed(text, config)?));
    }
    Ok(format!(
        "{} ({:.4}), by lines [{}], {} glosses, {} damaged [{}], {}",
        detection.script(),
        detection.confidence(),
        scripts(text),
        found.len(),
        damage.len(),
        places.join(", "),
        changes.join(", ")
    ))
}

/// How many characters of a page change; fails if anything is lost.
fn changed(text: &str, config: Config) -> Result<usize> {
    let converter = Converter::new(config);
    let found = glosses::find(text);
    let stripped = glosses::remove(text);
    let result = converter.convert_transparent(text, found.iter().cloned());
    let edits = converter.edits(&stripped);
    // The glosses stay as they are, and the rest becomes what it becomes without them.
    let mut rest = result.as_ref();
    let mut without = String::new();
    for gloss in &found {
        let gloss = &text[gloss.clone()];
        let (before, behind) = rest.split_once(gloss).context("a gloss was lost")?;
        without.push_str(before);
        rest = behind;
    }
    without.push_str(rest);
    ensure!(without == edits.target(), "{config}: something was lost");
    let (mut source, mut target) = (0, 0);
    let mut count = 0;
    for edit in &edits {
        let kept = &stripped[source..edit.source.start];
        let same = edits.target().get(target..edit.target.start);
        ensure!(same == Some(kept), "{config}: what stays was changed");
        (source, target) = (edit.source.end, edit.target.end);
        count += stripped[edit.source].chars().count();
    }
    ensure!(
        edits.target()[target..] == stripped[source..],
        "{config}: the end was changed"
    );
    let once = converter.convert_source_script(text, config);
    let twice = converter.convert_source_script(&once, config);
    ensure!(
        once == twice,
        "{config}: converting again changes the result"
    );
    Ok(count)
}

/// In which scripts a page is, and from which lines on.
fn scripts(text: &str) -> String {
    let scripts = spans(text).map(|span| {
        let line = text[..span.range.start].matches('\n').count() + 1;
        format!("{line} {}", span.detection.script())
    });
    scripts.collect::<Vec<_>>().join(", ")
}
