//! Errors: what a line of a dictionary's text must not be.

use std::collections::HashMap;

use jianfan::dictionary::{Entries, Entry, Name};
use jianfan::{ParseError, ParseErrorKind, Position};

use super::{Finding, Kind};

/// All errors in the text of a dictionary, line by line.
pub(super) fn errors(name: Name, text: &str) -> Vec<Finding> {
    let mut errors = Vec::new();
    let mut order = Order::default();
    for (line, number) in text.split('\n').zip(1..) {
        let mut messages: Vec<String> = bad_characters(line).collect();
        match parse(line) {
            Ok(None) => {}
            Ok(Some(entry)) => {
                messages.extend(outer_space(&entry));
                messages.extend(operators(&entry.key));
                messages.extend(repeated_values(&entry.values));
                messages.extend(order.check(entry.key, number));
            }
            Err(error) => messages.push(error.kind().to_string()),
        }
        errors.extend(messages.into_iter().map(|message| Finding {
            name,
            line: number,
            kind: Kind::Error,
            message,
        }));
    }
    errors
}

/// The line's entry; `None` for a blank line or a comment.
fn parse(line: &str) -> Result<Option<Entry>, ParseError> {
    // The line stands alone so that its error does not hide those behind it.
    Entries::parse("", line).map(|entries| entries.iter().next().cloned())
}

fn bad_characters(line: &str) -> impl Iterator<Item = String> {
    line.chars()
        .filter(|&character| match character {
            '\t' => false,
            '\u{FEFF}' | char::REPLACEMENT_CHARACTER => true,
            other => other.is_control(),
        })
        .map(|character| format!("{} stands in the line", code_point(character)))
}

fn outer_space(entry: &Entry) -> impl Iterator<Item = String> {
    std::iter::once(&entry.key)
        .chain(&entry.values)
        .filter(|text| text.trim().len() < text.len())
        .map(|text| format!("white space at an end of {text:?}"))
}

/// A key with an operator would tear a description sequence apart.
fn operators(key: &str) -> impl Iterator<Item = String> {
    key.chars()
        .filter(|character| matches!(character, '\u{2FF0}'..='\u{2FFF}'))
        .map(|operator| {
            let code_point = code_point(operator);
            format!("ideographic description character {code_point} in the key")
        })
}

fn repeated_values(values: &[String]) -> impl Iterator<Item = String> {
    values
        .iter()
        .enumerate()
        .filter(|&(index, value)| values[..index].contains(value))
        .map(|(_, value)| format!("value {value} is repeated"))
}

pub(super) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The keys seen so far.
#[derive(Default)]
struct Order {
    lines: HashMap<String, u32>,
    last: String,
}

impl Order {
    fn check(&mut self, key: String, line: u32) -> Option<String> {
        if let Some(&line) = self.lines.get(&key) {
            let first = Position::Line(line);
            return Some(ParseErrorKind::DuplicateKey { first }.to_string());
        }
        let message = (key < self.last)
            .then(|| format!("key {key} sorts before the key {} above it", self.last));
        self.last.clone_from(&key);
        self.lines.insert(key, line);
        message
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, errors};

    /// The errors' lines and messages, a line each.
    fn messages(text: &str) -> Vec<String> {
        errors(Name::StPhrases, text)
            .iter()
            .map(|error| format!("{}: {}", error.line, error.message))
            .collect()
    }

    #[test]
    fn a_sound_text_has_none() {
        let text = "# a comment\n\na b\ta b\n一\t一 壹\n丁\t丁\n";
        assert_eq!(messages(text), [""; 0]);
    }

    #[test]
    fn every_line_that_is_no_entry_is_told() {
        assert_eq!(
            messages("一 一\n\t二\n三\t\n四\t四  肆\n"),
            [
                "1: no tab between key and values",
                "2: empty key",
                "3: empty value",
                "4: empty value"
            ]
        );
    }

    #[test]
    fn a_key_stands_once() {
        assert_eq!(
            messages("一\t一\n丁\t丁\n一\t壹\n"),
            ["3: key already stands in line 1"]
        );
    }

    #[test]
    fn keys_are_sorted_by_bytes() {
        assert_eq!(
            messages("丁\t丁\n一\t一\n𠀀\t𠀀\n\u{FF01}\t!\n"),
            [
                "2: key 一 sorts before the key 丁 above it",
                "4: key ！ sorts before the key 𠀀 above it"
            ]
        );
    }

    #[test]
    fn a_value_stands_once() {
        assert_eq!(messages("一\t壹 弌 壹\n"), ["1: value 壹 is repeated"]);
    }

    #[test]
    fn invisible_and_replacement_characters_are_told() {
        assert_eq!(
            messages("\u{FEFF}一\t\u{FFFD}\n丁\t丁\r\n七\u{7}\t七\n"),
            [
                "1: U+FEFF stands in the line",
                "1: U+FFFD stands in the line",
                "2: U+000D stands in the line",
                "2: white space at an end of \"丁\\r\"",
                "3: U+0007 stands in the line",
            ]
        );
    }

    #[test]
    fn white_space_inside_is_no_error_but_at_an_end() {
        assert_eq!(
            messages(" a b\ta\u{3000}\n"),
            [
                "1: white space at an end of \" a b\"",
                "1: white space at an end of \"a\\u{3000}\""
            ]
        );
    }

    #[test]
    fn operators_are_told_in_keys_only() {
        assert_eq!(
            messages("⿰亻火\t伙\n伙\t⿰亻火\n"),
            ["1: ideographic description character U+2FF0 in the key"]
        );
    }
}
