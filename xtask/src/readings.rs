//! `cargo xtask readings FILE`: takes the readings of characters from Unihan.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::dicts::root;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// `Unihan_Readings.txt`; dicts/README.md says where to get it
    file: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let unihan = fs::read_to_string(&args.file)
        .with_context(|| format!("cannot read {}", args.file.display()))?;
    let readings = jianfan::glosses::compile_readings(&unihan);
    let path = root().join("dicts/readings.txt");
    fs::write(&path, &readings).with_context(|| format!("cannot write {}", path.display()))?;
    println!(
        "{} syllables in {}",
        readings.lines().count(),
        path.display()
    );
    Ok(())
}
