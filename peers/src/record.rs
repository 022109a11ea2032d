//! What a run measures: one JSON value a line, so that a report can be made again without
//! measuring again.

use std::fs;
use std::path::Path;
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use jianfan::Config;
use serde::{Deserialize, Serialize};

use crate::systems::{self, Kind};
use crate::text::{Group, Text};

/// One line of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// The first line: where and how the run was made.
    Run(Run),
    /// A text that the systems convert.
    Sample(Sample),
    /// The size of something that jianfan is part of.
    Product(Product),
    /// One system on one text with one config.
    Rate(Rate),
    /// One system alone in a fresh process.
    Solo(Solo),
}

/// Where and how a run was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// The command that repeats it.
    pub command: String,
    /// The day, `2025-01-31`, in UTC.
    pub date: String,
    /// The processor's name.
    pub processor: String,
    /// The number of its cores that the run could use.
    pub cores: usize,
    /// How many rounds each race had.
    pub rounds: usize,
    /// The systems of this build, in the order of the report.
    pub systems: Vec<Entrant>,
}

/// A system as the report shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entrant {
    /// The name in the other records.
    pub name: String,
    /// The name in tables.
    pub title: String,
    /// What it is in the comparison.
    pub kind: Kind,
}

impl Run {
    /// Describes a run on this machine, today.
    #[must_use]
    pub fn here(command: String, rounds: usize) -> Self {
        Self {
            command,
            date: time::OffsetDateTime::now_utc().date().to_string(),
            processor: processor(),
            cores: available_parallelism().map_or(1, usize::from),
            rounds,
            systems: systems::ALL
                .iter()
                .map(|system| Entrant {
                    name: system.name.to_owned(),
                    title: system.title(),
                    kind: system.kind,
                })
                .collect(),
        }
    }
}

/// A text that the systems convert.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sample {
    /// The name in the other records.
    pub text: String,
    /// Bytes that are converted.
    pub size: u64,
    /// Bytes of the whole file.
    pub whole: u64,
    /// The share of Han characters in all characters.
    pub han: f64,
}

impl From<&Text> for Sample {
    fn from(text: &Text) -> Self {
        Self {
            text: text.name.clone(),
            size: text.content.len() as u64,
            whole: text.whole as u64,
            han: text.han(),
        }
    }
}

/// The size of something that jianfan is part of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Product {
    /// What it is, as the report calls it.
    pub title: String,
    /// Bytes of the file.
    pub size: u64,
}

/// The speed of one system on one text with one config.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rate {
    /// The config.
    pub config: String,
    /// The text.
    pub text: String,
    /// What the text mostly consists of.
    pub group: Group,
    /// The system.
    pub system: String,
    /// Megabytes of UTF-8 input in a second, the median of all rounds.
    pub rate: f64,
    /// How many times as fast as this system jianfan was, the median of all rounds.
    pub lead: f64,
    /// Lines of the text.
    pub lines: usize,
    /// Lines that came out unlike `OpenCC`'s. `None` if it did not run, or does not do the same.
    pub differing: Option<usize>,
}

/// What one system needs when it is alone in a fresh process.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Solo {
    /// The config.
    pub config: String,
    /// The system.
    pub system: String,
    /// Seconds to build the converter and convert one short sentence, the median of all starts.
    pub start_up: f64,
    /// The most memory the process ever held, in bytes, where the platform tells.
    pub peak_memory: Option<u64>,
    /// Bytes of the stripped binary and of the files it reads when it runs.
    pub size: u64,
}

/// All records of a run, sorted by kind.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Where and how.
    pub run: Run,
    /// All texts.
    pub samples: Vec<Sample>,
    /// All sizes.
    pub products: Vec<Product>,
    /// All speeds.
    pub rates: Vec<Rate>,
    /// All fresh processes.
    pub solos: Vec<Solo>,
}

impl Measured {
    /// Reads the lines that a run printed.
    ///
    /// # Errors
    /// If the file cannot be read, a line is no [`Record`], or no line describes the run.
    pub fn read(path: &Path) -> Result<Self> {
        let lines =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut run = None;
        let (mut samples, mut products) = (Vec::new(), Vec::new());
        let (mut rates, mut solos) = (Vec::new(), Vec::new());
        for (index, line) in lines.lines().enumerate() {
            match serde_json::from_str(line)
                .with_context(|| format!("{}:{}: not a record", path.display(), index + 1))?
            {
                Record::Run(record) => run = Some(record),
                Record::Sample(record) => samples.push(record),
                Record::Product(record) => products.push(record),
                Record::Rate(record) => rates.push(record),
                Record::Solo(record) => solos.push(record),
            }
        }
        let run = run.with_context(|| format!("{} describes no run", path.display()))?;
        Ok(Self {
            run,
            samples,
            products,
            rates,
            solos,
        })
    }

    /// What `system` did with `config`, a value a text.
    pub fn rates_of(&self, system: &str, config: Config) -> impl Iterator<Item = &Rate> {
        let config = config.to_string();
        self.rates
            .iter()
            .filter(move |rate| rate.system == system && rate.config == config)
    }

    /// What `system` needs alone with `config`.
    #[must_use]
    pub fn solo_of(&self, system: &str, config: Config) -> Option<&Solo> {
        let config = config.to_string();
        self.solos
            .iter()
            .find(|solo| solo.system == system && solo.config == config)
    }
}

/// The processor's name as Linux tells it; elsewhere its architecture.
fn processor() -> String {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    told.lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or_else(
            || std::env::consts::ARCH.to_owned(),
            |(_, name)| name.to_owned(),
        )
}
