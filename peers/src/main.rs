//! Measures jianfan beside the other converters of this build, and reports.
//!
//! `cargo xtask peers` builds this with the peers it wants and calls its parts in turn.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use jianfan::Config;
use peers::direction::Direction;
use peers::record::{Measured, Record, Run};
use peers::{chart, gate, page, products, race, report, solo, systems, text};

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Measure, and print one JSON record a line
    Measure {
        /// Simplified texts besides those of benches/texts
        files: Vec<PathBuf>,
        /// How many rounds each race has
        #[arg(long, default_value_t = 15)]
        rounds: usize,
        /// The command that the report names
        #[arg(long, default_value = "cargo xtask peers")]
        command: String,
    },
    /// Print the tables of a run
    Report {
        /// The records that `measure` printed
        records: PathBuf,
        /// Write performance.md and its pictures into this folder
        #[arg(long, value_name = "FOLDER")]
        write: Option<PathBuf>,
    },
    /// Fail if jianfan's lead over a peer is too small, in the run and in another race
    Gate {
        /// The records that `measure` printed
        records: PathBuf,
        /// The files that `measure` was given
        files: Vec<PathBuf>,
    },
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().part {
        Part::Measure {
            files,
            rounds,
            command,
        } => measure(&files, rounds, command)?,
        Part::Report { records, write } => {
            let measured = Measured::read(&records)?;
            let mut tables = String::new();
            report::write(&measured, &mut tables)?;
            print!("{tables}");
            if let Some(folder) = write {
                publish(&measured, &tables, &folder)?;
            }
        }
        Part::Gate { records, files } => {
            if !passes(&Measured::read(&records)?, &files)? {
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(files: &[PathBuf], rounds: usize, command: String) -> Result<()> {
    ensure!(rounds > 0, "a race has at least one round");
    let fields = text::read_all(files)?;
    print(&Record::Run(Run::here(command, rounds)))?;
    for text in fields.iter().flatten() {
        print(&Record::Sample(text.into()))?;
    }
    for product in products::measure()? {
        print(&Record::Product(product))?;
    }
    for direction in Direction::ALL {
        for system in systems::ALL {
            if let Some(solo) = solo::measure(system, direction.heaviest())? {
                print(&Record::Solo(solo))?;
            }
        }
    }
    for config in Direction::ALL.map(Direction::configs).concat() {
        for texts in &fields {
            for rate in race::race(texts, config, systems::ALL, rounds)? {
                print(&Record::Rate(rate))?;
            }
        }
    }
    Ok(())
}

/// Prints one record, at once: a long run can be followed, and its beginning kept.
fn print(record: &Record) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(record)?)?;
    Ok(out.flush()?)
}

/// The conversions of the small picture: one each way.
const FEW: [Config; 2] = [Config::S2twp, Config::T2s];

/// Writes the page, the picture that it shows, and a small one for other pages.
fn publish(measured: &Measured, tables: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let all = Direction::ALL.map(Direction::configs).concat();
    chart::draw(measured, &all, &folder.join("performance.svg"))?;
    chart::draw(measured, &FEW, &folder.join("performance-few.svg"))?;
    let path = folder.join("performance.md");
    let old = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => page::FRAME.to_owned(),
        read => read.with_context(|| format!("cannot read {}", path.display()))?,
    };
    let picture = "![Rates of all systems](performance.svg)";
    let new = page::fill(&old, &format!("{tables}\n{picture}"))?;
    fs::write(&path, new).with_context(|| format!("cannot write {}", path.display()))
}

/// Says which leads are too small.
fn passes(measured: &Measured, files: &[PathBuf]) -> Result<bool> {
    let mut confirmed = Vec::new();
    for texts in &text::read_all(files)? {
        let shortfalls = gate::shortfalls(measured, texts)?;
        for lead in &shortfalls {
            eprintln!("once more, as jianfan was only {lead}");
        }
        confirmed.extend(gate::confirm(&shortfalls, texts, measured.run.rounds)?);
    }
    for lead in &confirmed {
        eprintln!("too slow: only {lead}");
    }
    Ok(confirmed.is_empty())
}
