//! One system alone in a fresh process: what it takes to have it in a program.
//!
//! Each program in `examples/` calls [`run`] with its one system, so that its binary holds no
//! other. [`measure`] starts these programs.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use jianfan::Config;
use serde::{Deserialize, Serialize};

use crate::products;
use crate::record::Solo;
use crate::statistics::median;
use crate::systems::System;

/// How many fresh processes a median is taken from.
const STARTS: usize = 15;

/// Short, with a phrase for every kind of dictionary: the first conversion loads what is lazy.
const SENTENCE: &str = "鼠标里的发条干了，滑鼠裡的髮條乾了。";

/// What a fresh process tells about itself.
#[derive(Serialize, Deserialize)]
struct Start {
    seconds: f64,
    peak_memory: Option<u64>,
}

/// The whole program of a fresh process: converts one sentence and prints what that took.
///
/// # Errors
/// If the only argument is no config that `system` has.
pub fn run(system: &System) -> Result<()> {
    let config = env::args().nth(1).context("usage: solo CONFIG")?;
    let config: Config = config.parse()?;
    let started = Instant::now();
    let convert =
        (system.converter)(config)?.with_context(|| format!("{} has no {config}", system.name))?;
    black_box(convert(black_box(SENTENCE)));
    let elapsed = started.elapsed();
    let start = Start {
        seconds: elapsed.as_secs_f64(),
        peak_memory: peak_memory(),
    };
    println!("{}", serde_json::to_string(&start)?);
    Ok(())
}

/// Starts the program of `system` several times. `None` if it does not have `config`, or has no
/// program, as one of the yardsticks.
///
/// # Errors
/// If the program fails.
pub fn measure(system: &System, config: Config) -> Result<Option<Solo>> {
    let program = program(system)?;
    if !program.exists() || (system.converter)(config)?.is_none() {
        return Ok(None);
    }
    let starts = (0..STARTS)
        .map(|_| start(&program, config))
        .collect::<Result<Vec<_>>>()?;
    Ok(Some(Solo {
        config: config.to_string(),
        system: system.name.to_owned(),
        start_up: median(starts.iter().map(|start| start.seconds)).context("no start")?,
        peak_memory: starts.iter().filter_map(|start| start.peak_memory).max(),
        size: fs::metadata(&program)?.len() + system.data_bytes()?,
    }))
}

/// Where cargo puts the program of `system`: beside this one, among the examples.
fn program(system: &System) -> Result<PathBuf> {
    products::example(&format!("solo-{}", system.name))
}

fn start(program: &PathBuf, config: Config) -> Result<Start> {
    let output = Command::new(program)
        .arg(config.to_string())
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(
        output.status.success(),
        "{} {config} failed",
        program.display()
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The most memory this process ever held, as Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}
