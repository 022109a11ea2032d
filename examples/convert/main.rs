//! Converts Chinese text on the command line.
//!
//! ```text
//! cargo run --release --example convert -- -c s2twp 鼠标
//! ```
//!
//! `conversion` makes the converter; `run` converts one input into one output, part by part, so
//! that a text may be larger than memory; `input` sees to it that it is UTF-8; `output` sees to it
//! that a file is replaced whole or not at all; `whole` has what cannot be done part by part;
//! whatever goes wrong is a `Failure`, reported in one line.

mod conversion;
mod failure;
mod input;
mod output;
mod whole;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use jianfan::{Config, Converter};

use conversion::{Choices, Conversion};
use failure::Failure;
use input::Input;
use output::{Output, STANDARD_OUTPUT};

const USAGE: &str =
    "convert -c <CONFIG> [-i <IN>] [-o <OUT>] [--tofu] [--context] [OPTION]... [TEXT]...
       convert --detect [-i <IN>] [TEXT]...
       convert --list";

const EXAMPLES: &str = "\
Examples:
  convert -c s2twp 鼠标                         convert the words given
  convert -c s2t < simplified.txt | less        convert standard input
  convert -c tw2sp -i taiwan.txt -o china.txt   convert a file
  convert -c t2s -i notes.txt -o notes.txt      convert a file in place
  convert --detect -i notes.txt                 tell the script of a file

The text has to be UTF-8. Where it is not, converting ends with an error: a file is not replaced,
standard output has got the text before.

Exit status: 0 if everything was converted, 1 if reading or writing failed, 2 for bad usage.";

/// Converts Chinese text between Simplified, Traditional, Taiwan, Hong Kong and Japanese forms.
#[derive(Debug, Parser)]
#[command(name = "convert", version, override_usage = USAGE, after_help = EXAMPLES)]
struct Arguments {
    /// Conversion to apply, such as s2twp; --list names them all. With the feature opencc-config,
    /// also a config file of OpenCC, whose name ends in .json
    #[arg(short, long)]
    config: Option<Conversion>,

    /// File to read [default: TEXT if given, else standard input]
    #[arg(short, long, value_name = "IN", conflicts_with = "text")]
    input: Option<PathBuf>,

    /// File to write, replaced once all is converted [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    choices: Choices,

    #[command(flatten)]
    whole: whole::Options,

    /// Tell the script of the text instead of converting it
    #[arg(long, conflicts_with_all = ["config", "output", "Choices", "Options"])]
    detect: bool,

    /// List the known configs
    #[arg(long, exclusive = true)]
    list: bool,

    /// Words to convert, joined by single spaces
    text: Vec<String>,
}

fn main() -> ExitCode {
    match execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn execute() -> Result<(), Failure> {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => return Err(Failure::usage(&error)),
        // clap hands the texts of `--help` and `--version` over as errors too.
        Err(answer) => return answer.print().map_err(Failure::io(STANDARD_OUTPUT)),
    };
    if arguments.list {
        return list_configs().map_err(Failure::io(STANDARD_OUTPUT));
    }
    if arguments.detect {
        let mut text = String::new();
        whole::read(input(&arguments)?, &mut text)?;
        let script = whole::script(&text);
        return writeln!(io::stdout(), "{script}").map_err(Failure::io(STANDARD_OUTPUT));
    }
    let config = arguments.config.clone().ok_or(Failure::NoConfig)?;
    let converter = config.converter(&arguments.choices)?;

    let input = input(&arguments)?;
    let mut output = match &arguments.output {
        Some(path) => Output::file(path)?,
        None => Output::standard(),
    };
    if arguments.whole.is_any() {
        let mut text = String::new();
        let read = whole::read(input, &mut text);
        let result = arguments.whole.convert(&converter, &text)?;
        #[cfg(feature = "glosses")]
        arguments.whole.report_damage(&text);
        let written = output.write_all(result.as_bytes());
        written.map_err(Failure::io(output.name()))?;
        read?;
    } else {
        run(&converter, input, &mut output)?;
    }
    if !arguments.text.is_empty() {
        // Not part of the text: it would complete a description sequence such as "⿰东", which
        // is then copied instead of converted.
        output
            .write_all(b"\n")
            .map_err(Failure::io(output.name()))?;
    }
    output.commit()
}

/// Where the text comes from.
fn input(arguments: &Arguments) -> Result<Input, Failure> {
    match &arguments.input {
        Some(path) => Input::file(path),
        None if arguments.text.is_empty() => Ok(Input::standard()),
        None => Ok(Input::text(arguments.text.join(" "))),
    }
}

/// Converts all of `input` into `output`, which is not committed yet. Where reading fails, what
/// comes before is converted as a text of its own.
fn run(converter: &Converter, mut input: Input, output: &mut Output) -> Result<(), Failure> {
    let mut stream = converter.stream();
    let mut result = String::new();
    loop {
        let part = input.next_part();
        let text = *part.as_ref().unwrap_or(&"");
        let is_end = text.is_empty();
        stream.push(text, &mut result);
        if is_end {
            stream.finish(&mut result);
        }
        output
            .write_all(result.as_bytes())
            .map_err(Failure::io(output.name()))?;
        result.clear();
        if is_end {
            return part.map(|_| ());
        }
    }
}

/// Prints every config with what it does, one per line.
fn list_configs() -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    for config in Config::ALL {
        writeln!(stdout, "{config:<7}{}", config.description())?;
    }
    stdout.flush()
}
