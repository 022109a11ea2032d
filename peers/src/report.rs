//! The tables of a run, in Markdown.

use std::fmt::{self, Write};

use jianfan::Config;

use crate::direction::Direction;
use crate::gate::{self, Lead};
use crate::record::{Entrant, Measured, Sample, Solo};
use crate::statistics::{geometric_mean, megabytes};
use crate::systems::Kind;
use crate::text::{self, Group};

const NOTHING: &str = "–";

const KEY: &str = "\
Rates are in MB/s, geometric means over the texts that are mostly Chinese; in brackets how many times
as fast jianfan was, the median of the rounds. Start-up is to build the converter and convert one
sentence in a fresh process with s2twp or tw2sp, the median of many; peak memory the most that such a
process ever held. Size is that of a stripped binary with this system alone and of the files that it
reads. The last column compares the results with OpenCC's, line by line.";

/// Writes everything that a run tells: one table for each direction, then each text.
///
/// # Errors
/// If `out` fails.
pub fn write(measured: &Measured, out: &mut impl Write) -> fmt::Result {
    let run = &measured.run;
    writeln!(out, "Measured on {} with `{}`:", run.date, run.command)?;
    writeln!(
        out,
        "{}, {} cores, of which one was used; medians of {} rounds.",
        run.processor, run.cores, run.rounds
    )?;
    writeln!(out, "\n{KEY}")?;
    samples(measured, out)?;
    products(measured, out)?;
    for direction in Direction::ALL {
        writeln!(out, "\n## {direction}\n")?;
        summary(measured, direction, out)?;
        let nearest = gate::peers(measured, direction)
            .min_by(|one, other| one.lead.total_cmp(&other.lead))
            .map(Lead);
        if let Some(lead) = nearest {
            writeln!(
                out,
                "\nWhere the fastest peer comes nearest, jianfan is {lead}."
            )?;
        }
        writeln!(out, "\n<details><summary>Every text</summary>\n")?;
        every_text(measured, direction, out)?;
        writeln!(out, "\n</details>")?;
    }
    Ok(())
}

/// The texts: what they are, and how much of each was converted.
fn samples(measured: &Measured, out: &mut impl Write) -> fmt::Result {
    writeln!(out, "\n## Texts\n")?;
    let numbers = ["converted", "file", "Han characters"].map(str::to_owned);
    heading(out, &["text".to_owned()], &numbers)?;
    for sample in &measured.samples {
        let cells = [
            sample.text.clone(),
            kilobytes(sample.size),
            kilobytes(sample.whole),
            format!("{:.0} %", sample.han * 100.0),
        ];
        row(out, &cells)?;
    }
    if measured.samples.iter().any(|text| text.size < text.whole) {
        writeln!(
            out,
            "\nOf a longer text the first {} were converted, up to a line end.",
            kilobytes(text::MOST as u64)
        )?;
    }
    Ok(())
}

/// What is shipped, and how large it is.
fn products(measured: &Measured, out: &mut impl Write) -> fmt::Result {
    if measured.products.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Size of jianfan\n")?;
    heading(out, &["what".to_owned()], &["size".to_owned()])?;
    for product in &measured.products {
        let size = format!("{} MB", short(megabytes(product.size)));
        row(out, &[product.title.clone(), size])?;
    }
    Ok(())
}

fn kilobytes(bytes: u64) -> String {
    format!("{} kB", short(megabytes(bytes) * 1e3))
}

/// The table of one direction: a system a row.
fn summary(measured: &Measured, direction: Direction, out: &mut impl Write) -> fmt::Result {
    let configs = direction.configs();
    let names = configs.map(|config| config.to_string());
    let last = ["start-up", "peak memory", "size", "same as OpenCC"].map(str::to_owned);
    heading(
        out,
        &["system".to_owned()],
        &[&names[..], &last[..]].concat(),
    )?;
    for system in &measured.run.systems {
        let mut cells = vec![title(system)];
        cells.extend(configs.map(|config| rate(measured, system, config)));
        cells.extend(needs(measured.solo_of(&system.name, direction.heaviest())));
        cells.push(sameness(measured, system, direction));
        row(out, &cells)?;
    }
    Ok(())
}

fn title(system: &Entrant) -> String {
    match system.kind {
        Kind::Ours => format!("**{}**", system.title),
        Kind::Peer => system.title.clone(),
        Kind::Yardstick => format!("*{}*", system.title),
    }
}

fn rate(measured: &Measured, system: &Entrant, config: Config) -> String {
    let rates = || {
        measured
            .rates_of(&system.name, config)
            .filter(|rate| rate.group == Group::Chinese)
    };
    let mean = geometric_mean(rates().map(|rate| rate.rate));
    let lead = geometric_mean(rates().map(|rate| rate.lead));
    mean.zip(lead).map_or_else(
        || NOTHING.to_owned(),
        |(mean, lead)| rate_and_lead(system, mean, lead),
    )
}

/// Megabytes in a second, and how many times as fast jianfan was.
fn rate_and_lead(system: &Entrant, rate: f64, lead: f64) -> String {
    match system.kind {
        Kind::Ours => format!("**{}**", short(rate)),
        Kind::Peer | Kind::Yardstick => format!("{} ({}×)", short(rate), short(lead)),
    }
}

/// The columns of start-up, memory and size.
fn needs(solo: Option<&Solo>) -> [String; 3] {
    let Some(solo) = solo else {
        return [NOTHING; 3].map(str::to_owned);
    };
    let in_megabytes = |bytes| format!("{} MB", short(megabytes(bytes)));
    [
        duration(solo.start_up),
        solo.peak_memory
            .map_or_else(|| NOTHING.to_owned(), in_megabytes),
        in_megabytes(solo.size),
    ]
}

/// Seconds in the unit that suits them.
fn duration(seconds: f64) -> String {
    if seconds < 1e-3 {
        format!("{} µs", short(seconds * 1e6))
    } else {
        format!("{} ms", short(seconds * 1e3))
    }
}

/// Whether a system's results are `OpenCC`'s, over all texts and configs of a direction.
fn sameness(measured: &Measured, system: &Entrant, direction: Direction) -> String {
    let rates = direction
        .configs()
        .into_iter()
        .flat_map(|config| measured.rates_of(&system.name, config));
    let compared = rates.filter_map(|rate| Some((rate.lines, rate.differing?)));
    let sum = compared.reduce(|(lines, differing), more| (lines + more.0, differing + more.1));
    match sum {
        None => NOTHING.to_owned(),
        Some((_, 0)) => "yes".to_owned(),
        Some((lines, differing)) => format!("no: {differing} of {lines} lines differ"),
    }
}

/// The rates and leads on every text: a config and a text a row, a system a column.
fn every_text(measured: &Measured, direction: Direction, out: &mut impl Write) -> fmt::Result {
    let systems = &measured.run.systems;
    let titles: Vec<String> = systems.iter().map(|system| system.title.clone()).collect();
    heading(out, &["config", "text"].map(str::to_owned), &titles)?;
    for config in direction.configs() {
        for Sample { text, .. } in &measured.samples {
            let mut cells = vec![config.to_string(), text.clone()];
            cells.extend(systems.iter().map(|system| {
                let mut rates = measured.rates_of(&system.name, config);
                let rate = rates.find(|rate| rate.text == *text);
                rate.map_or_else(
                    || NOTHING.to_owned(),
                    |found| rate_and_lead(system, found.rate, found.lead),
                )
            }));
            row(out, &cells)?;
        }
    }
    Ok(())
}

/// The first two lines of a table: columns of `words`, then columns of `numbers`.
fn heading(out: &mut impl Write, words: &[String], numbers: &[String]) -> fmt::Result {
    row(out, &[words, numbers].concat())?;
    let alignments = [vec!["---"; words.len()], vec!["---:"; numbers.len()]].concat();
    row(
        out,
        &alignments
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
    )
}

fn row(out: &mut impl Write, cells: &[String]) -> fmt::Result {
    writeln!(out, "| {} |", cells.join(" | "))
}

/// A number with the digits that mean something.
#[must_use]
pub fn short(number: f64) -> String {
    let decimals = match number {
        100.0.. => 0,
        1.0.. => 1,
        0.1.. => 2,
        _ => 3,
    };
    format!("{number:.decimals$}")
}
