//! `cargo xtask peers`: measures jianfan beside the other converters.
//!
//! The work is done by the crate `peers`; this builds it with the peers that are asked for, and
//! with the reference's library where that is one of them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::dicts::root;
use crate::reference::Reference;

/// The peers, by the features of the crate `peers` that build them.
const PEERS: [&str; 6] = [
    "zhconv",
    "hanconv",
    "opencc-fmmseg",
    "opencc",
    "ferrous-opencc",
    "zhtw",
];

/// What can be asked of `cargo xtask peers`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Simplified texts to convert besides those of benches/texts: any files of UTF-8
    files: Vec<PathBuf>,
    /// Compare with these peers only
    #[arg(long, value_name = "PEERS", value_delimiter = ',', value_parser = PEERS, default_values = PEERS)]
    only: Vec<String>,
    /// How many rounds each race has
    #[arg(long, default_value_t = 15)]
    rounds: usize,
    /// Fail unless jianfan is 3 times (to Simplified: 2 times) as fast as the peers, in the mean of the texts
    #[arg(long)]
    gate: bool,
    /// Write the tables and a picture into this folder, into performance.md and performance.svg
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
}

/// Builds the comparison, measures and reports.
///
/// # Errors
/// If something cannot be built or fails, or the gate is asked for and is closed.
pub(crate) fn run(args: &Args) -> Result<()> {
    let environment = environment(args)?;
    let cargo = |subcommand: &str, package: &str| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.envs(environment.iter().map(|(name, value)| (name, value)));
        cargo.args([subcommand, "--quiet", "--package", package]);
        cargo.args([
            "--manifest-path".as_ref(),
            root().join("Cargo.toml").as_os_str(),
        ]);
        cargo
    };

    // What is shipped, as its sizes are reported.
    let mut examples = cargo("build", "jianfan");
    done(examples.args([
        "--release",
        "--example",
        "one_config",
        "--example",
        "all_configs",
    ]))?;
    done(cargo("package", "jianfan").args(["--allow-dirty", "--no-verify"]))?;

    // One at a time, each with its own feature only: a library that is linked is in every binary
    // of the same build, whether that calls it or not.
    let solos = |features: &str, examples: &[&str]| {
        let mut build = cargo("build", "peers");
        build.args(["--release", "--features", features]);
        for example in examples {
            build.args(["--example", &format!("solo-{example}")]);
        }
        done(&mut build)
    };
    solos("", &["jianfan", "copy"])?;
    for peer in &args.only {
        solos(peer, &[peer])?;
    }

    let records = root().join("target/peers.jsonl");
    fs::create_dir_all(root().join("target"))?;
    let out = File::create(&records).with_context(|| format!("no {}", records.display()))?;
    let peers = |part: &str| {
        let mut run = cargo("run", "peers");
        run.args(["--release", "--features", &args.only.join(",")]);
        run.args(["--", part]);
        run
    };
    let mut measure = peers("measure");
    measure.args(["--command", &command_line()]);
    measure.args(["--rounds", &args.rounds.to_string()]);
    done(measure.args(&args.files).stdout(out))?;

    let mut report = peers("report");
    report.arg(&records);
    if let Some(folder) = &args.write {
        report.arg("--write").arg(folder);
    }
    done(&mut report)?;

    if args.gate {
        done(peers("gate").arg(&records).args(&args.files))?;
    }
    Ok(())
}

/// What the build needs to know besides its features.
fn environment(args: &Args) -> Result<Vec<(&'static str, OsString)>> {
    let mut environment = vec![
        // Sizes are those of stripped binaries.
        ("CARGO_PROFILE_RELEASE_DEBUG", "false".into()),
        ("CARGO_PROFILE_RELEASE_STRIP", "symbols".into()),
    ];
    if args.only.iter().any(|peer| peer == "opencc") {
        let reference = Reference::install()?;
        let clib = reference.clib();
        environment.extend([
            ("OPENCC_INCLUDE_DIRS", clib.join("include/opencc").into()),
            ("OPENCC_LIB_DIRS", clib.join("lib64").into()),
            ("OPENCC_SHARE_DIR", clib.join("share/opencc").into()),
            ("OPENCC_LIBS", "opencc:marisa".into()),
            // The wheel holds static libraries; the system has the one of C++ to link with them.
            ("OPENCC_STATIC", "1".into()),
            ("OPENCC_DYLIB_STDCPP", "1".into()),
        ]);
    }
    Ok(environment)
}

/// What was typed, for whoever wants to repeat it.
fn command_line() -> String {
    let typed = std::env::args().skip(1);
    ["cargo".to_owned(), "xtask".to_owned()]
        .into_iter()
        .chain(typed)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command whose output goes where this program's goes.
fn done(command: &mut Command) -> Result<()> {
    let status = command.status().context("cannot start cargo")?;
    ensure!(status.success(), "cargo failed with {status}");
    Ok(())
}
