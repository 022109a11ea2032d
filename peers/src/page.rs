//! The page that shows a run: `docs/performance.md`, whose frame is written by hand.

use anyhow::{Result, bail};

const BEGIN: &str = "<!-- measured:begin -->";
const END: &str = "<!-- measured:end -->";

/// The page where there is none yet.
pub const FRAME: &str = "\
# Performance

How fast jianfan is beside the other converters, and what it takes to have it in a program. All
systems convert the same texts in turn, on one thread of one process; `peers/` is the program.

- Rates are megabytes (10^6 bytes) of UTF-8 input in a second.
- `benches/texts/` holds the texts, which are Simplified. For the configs to Simplified they are
  first brought to the form that the config starts from.
- The two yardsticks convert nothing. They show what the machine can do.

`cargo xtask peers FILE...` does the same with texts of your own beside these: any Simplified texts
in UTF-8, of which the first 400 kB are converted. Every table names them by their file names.
`--only zhconv,hanconv` leaves the slower peers out, `--rounds` says how often each system has its
turn, `--gate` fails unless jianfan is three times as fast as every peer in the mean of the texts, or twice
where Simplified goes out.

<!-- measured:begin -->
<!-- measured:end -->
";

/// Puts `measured` between the two marks of `page`.
///
/// # Errors
/// If the marks are not both there, in their order.
pub fn fill(page: &str, measured: &str) -> Result<String> {
    let (Some(begin), Some(end)) = (page.find(BEGIN), page.find(END)) else {
        bail!("the page lacks {BEGIN} or {END}");
    };
    let begin = begin + BEGIN.len();
    if end < begin {
        bail!("{END} stands before {BEGIN}");
    }
    Ok(format!(
        "{}\n\n{}\n\n{}",
        &page[..begin],
        measured.trim(),
        &page[end..]
    ))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, FRAME, fill};

    #[test]
    fn fill_replaces_what_stood_there_and_nothing_else() {
        let once = fill(FRAME, "| old |").expect("the frame has both marks");
        let twice = fill(&once, "| new |").expect("so has the filled page");
        assert_eq!(twice, once.replace("| old |", "| new |"));
        assert!(twice.starts_with("# Performance"));
    }

    #[test]
    fn fill_wants_both_marks_in_order() {
        assert!(fill(BEGIN, "x").is_err());
        assert!(fill(&format!("{END}{BEGIN}"), "x").is_err());
    }
}
