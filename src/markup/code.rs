//! Code in Markdown.

use std::collections::HashMap;
use std::ops::Range;

/// A fence is so far in at most.
const INDENT: usize = 3;
/// Its marks are as many at least.
const MARKS: usize = 3;

/// All fenced blocks and code spans, in order.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut fence = None;
    // Where the paragraph starts: no span goes on in another.
    let mut paragraph = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        if let Some((opened, marks)) = fence {
            // In a list item it is as far in as that, which is not known here.
            if closes(line.trim_start_matches([' ', '>']), marks) {
                found.push(opened..end);
                fence = None;
                paragraph = end;
            }
        } else if let Some(marks) = fence_marks(content(line)) {
            found.extend(spans(text, paragraph..start));
            fence = Some((start, marks));
        } else if line.trim().is_empty() {
            found.extend(spans(text, paragraph..start));
            paragraph = end;
        }
    }
    match fence {
        Some((opened, _)) => found.push(opened..end),
        None => found.extend(spans(text, paragraph..end)),
    }
    found
}

/// What `line` has behind the marks of the quotations and list items that start in it.
fn content(line: &str) -> &str {
    let mut content = line;
    loop {
        let inner = content.trim_start_matches(' ');
        let number = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = if number.len() < inner.len() {
            number.strip_prefix(['.', ')'])
        } else {
            inner.strip_prefix(['-', '*', '+'])
        };
        let item = item.filter(|behind| behind.starts_with(' '));
        match inner.strip_prefix('>').or(item) {
            Some(behind) => content = behind.strip_prefix(' ').unwrap_or(behind),
            None => return content,
        }
    }
}

/// The marks of the fence that `line` opens.
fn fence_marks(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(' ');
    let mark = inner.chars().next().filter(|mark| "`~".contains(*mark))?;
    let info = inner.trim_start_matches(mark);
    let marks = &inner[..inner.len() - info.len()];
    // Behind backquotes no other may follow: that is a span.
    let is_fence = marks.len() >= MARKS && !(mark == '`' && info.contains(mark));
    (is_fence && line.len() - inner.len() <= INDENT).then_some(marks)
}

/// Whether `line` closes a fence of these marks.
fn closes(line: &str, marks: &str) -> bool {
    fence_marks(line).is_some_and(|found| found.starts_with(marks) && found == line.trim())
}

/// The code between as many backquotes on both sides.
fn spans(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let runs = runs(&text[paragraph.clone()]);
    let last: HashMap<usize, usize> = runs.iter().map(|run| (run.len(), run.start)).collect();
    let mut runs = runs.into_iter();
    let mut found = Vec::new();
    while let Some(mut open) = runs.next() {
        let before = &text[paragraph.start..paragraph.start + open.start];
        let escapes = before.len() - before.trim_end_matches('\\').len();
        open.start += escapes % 2;
        // None is looked for in vain, so the time is linear.
        if last.get(&open.len()).is_some_and(|last| *last > open.start)
            && let Some(close) = runs.find(|run| run.len() == open.len())
        {
            found.push(paragraph.start + open.start..paragraph.start + close.end);
        }
    }
    found
}

/// The runs of backquotes.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, mark) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += mark.len(),
            _ => runs.push(at..at + mark.len()),
        }
    }
    runs
}
