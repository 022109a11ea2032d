//! What can go wrong, how it is said, and the exit status it ends with.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use jianfan::BuildError;

/// Why the text was not, or not all, converted.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments make no sense, or the config file that they name; holds why, in one line.
    Usage(String),
    /// No `-c` was given.
    NoConfig,
    /// The converter could not be built.
    Build(BuildError),
    /// The input or output called `name` could not be read or written.
    Io { name: String, error: io::Error },
    /// The input called `name` is not UTF-8 from the byte at `offset`, counted from 0.
    InvalidUtf8 { name: String, offset: u64 },
}

impl Failure {
    /// Wraps what clap says about bad usage.
    pub(crate) fn usage(error: &clap::Error) -> Self {
        // The first paragraph is the error; tips and the usage follow it.
        let message = error.to_string();
        let lines: Vec<_> = message
            .lines()
            .map(str::trim)
            .take_while(|line| !line.is_empty())
            .collect();
        let line = lines.join(" ");
        Self::Usage(line.strip_prefix("error: ").unwrap_or(&line).to_owned())
    }

    /// For `map_err`: blames the input or output called `name`.
    pub(crate) fn io(name: &str) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io {
            name: name.to_owned(),
            error,
        }
    }

    /// Says what went wrong in one line on standard error, and returns the exit status.
    ///
    /// A closed pipe is no failure: whoever read the output, `head` for one, has seen enough.
    /// That ends quietly with status 0, as it does for ripgrep and bat.
    pub(crate) fn report(&self) -> ExitCode {
        let status = match self {
            Self::Io { error, .. } if error.kind() == ErrorKind::BrokenPipe => {
                return ExitCode::SUCCESS;
            }
            Self::Usage(_) | Self::NoConfig => 2,
            Self::Build(_) | Self::Io { .. } | Self::InvalidUtf8 { .. } => 1,
        };
        say(&self.to_string());
        ExitCode::from(status)
    }
}

/// Says something in one line on standard error.
pub(crate) fn say(message: &str) {
    // File names may hold line breaks and terminal control codes.
    let line = message.replace(char::is_control, "\u{FFFD}");
    // `eprintln!` would panic if standard error is closed too.
    let _ = writeln!(io::stderr(), "convert: {line}");
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::NoConfig => f.write_str("no config given: choose one with -c, see --list"),
            Self::Build(error) => error.fmt(f),
            Self::Io { name, error } => write!(f, "{name}: {error}"),
            Self::InvalidUtf8 { name, offset } => {
                write!(f, "{name}: invalid UTF-8 at byte offset {offset}")
            }
        }
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}
