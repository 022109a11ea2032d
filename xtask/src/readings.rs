//! `cargo xtask readings DIR`: takes the readings of characters from Unihan.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::dicts::root;
use crate::files;

const FILES: [&str; 2] = ["Unihan_Readings.txt", "Unihan_OtherMappings.txt"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with Unihan's files; dicts/README.md says where to get them
    dir: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let mut unihan = String::new();
    for name in FILES {
        unihan.push_str(&files::read(&args.dir.join(name))?);
    }
    let readings = jianfan::glosses::compile_readings(&unihan);
    let path = root().join("dicts/readings.txt");
    fs::write(&path, &readings).with_context(|| format!("cannot write {}", path.display()))?;
    println!(
        "{} readings in {}",
        readings.lines().count(),
        path.display()
    );
    Ok(())
}
