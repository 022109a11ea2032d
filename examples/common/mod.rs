//! How examples that take arguments end.

use std::error::Error;
use std::process::ExitCode;

/// Shows an error as its message, where `main` would show it as debug output.
pub(crate) fn report(result: Result<(), Box<dyn Error>>) -> ExitCode {
    let Err(error) = result else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}
