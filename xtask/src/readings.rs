//! `cargo xtask readings FILE`: takes the readings of characters from Unihan.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::dicts::root;
use crate::files;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// `Unihan_Readings.txt`; dicts/README.md says where to get it
    file: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let unihan = files::read(&args.file)?;
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
