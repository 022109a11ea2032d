//! The texts to convert.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

/// Of a longer text so many bytes are converted, up to a line end: the slowest systems take a
/// second for a few megabytes.
pub const MOST: usize = 400_000;

/// What a text mostly consists of: a mean over both kinds would say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Less than half of the bytes are ASCII.
    Chinese,
    /// At least half of the bytes are ASCII.
    Ascii,
}

impl Group {
    /// Both groups, in the order of the report.
    pub const ALL: [Group; 2] = [Group::Chinese, Group::Ascii];

    fn of(content: &str) -> Self {
        let ascii = content.bytes().filter(u8::is_ascii).count();
        if ascii < content.len() / 2 {
            Group::Chinese
        } else {
            Group::Ascii
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Group::Chinese => "Chinese text",
            Group::Ascii => "mostly ASCII text",
        })
    }
}

/// A Simplified text with the name it has in tables.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file's name without its extension.
    pub name: String,
    /// What it mostly consists of.
    pub group: Group,
    /// Bytes of the whole file.
    pub whole: usize,
    /// What is converted: all of it, or its beginning.
    pub content: String,
}

impl Text {
    /// Reads one text.
    ///
    /// # Errors
    /// If the file cannot be read, is not UTF-8, or has U+0000, where `OpenCC` ends a text.
    pub fn read(path: &Path) -> Result<Self> {
        let mut content =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        ensure!(!content.contains('\0'), "{} has U+0000", path.display());
        let whole = content.len();
        content.truncate(beginning(&content, MOST).len());
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(Self {
            name,
            group: Group::of(&content),
            whole,
            content,
        })
    }

    /// The share of Han characters in all characters.
    #[must_use]
    pub fn han(&self) -> f64 {
        let (han, all) = self.content.chars().fold((0.0, 0.0), |(han, all), c| {
            (han + f64::from(u8::from(is_han(c))), all + 1.0)
        });
        if all > 0.0 { han / all } else { 0.0 }
    }
}

/// The beginning of a text: at most so many bytes, up to a line end if there is one.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = &text[..end];
    match beginning.rfind('\n') {
        Some(end) if beginning.len() < text.len() => &beginning[..=end],
        _ => beginning,
    }
}

/// Whether a character stands in a block of ideographs, or is the zero that goes with them.
fn is_han(character: char) -> bool {
    matches!(
        character,
        '〇' | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Reads the texts that race together: those of `benches/texts/`, in the order of their names, and
/// `more`, if there are any.
///
/// A long text would push what the others need out of the processor's caches.
///
/// # Errors
/// If a file cannot be read as a text, or two have the same name.
pub fn read_all(more: &[PathBuf]) -> Result<Vec<Vec<Text>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/texts");
    let mut own = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            own.push(path);
        }
    }
    own.sort();
    let mut names = HashSet::new();
    let mut fields = Vec::new();
    for paths in [&own, more].into_iter().filter(|paths| !paths.is_empty()) {
        let texts: Result<Vec<Text>> = paths.iter().map(|path| Text::read(path)).collect();
        fields.push(texts?);
    }
    for text in fields.iter().flatten() {
        let name = &text.name;
        ensure!(names.insert(name), "there are two texts of the name {name}");
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::{Group, Text, beginning};

    #[test]
    fn beginning_ends_with_a_line_where_it_can() {
        assert_eq!(beginning("一\n二\n三", 9), "一\n二\n");
        assert_eq!(beginning("一\n二\n三", 11), "一\n二\n三");
        assert_eq!(beginning("一二三", 7), "一二");
        assert_eq!(beginning("", 7), "");
    }

    #[test]
    fn han_counts_characters() {
        let text = |content: &str| Text {
            name: String::new(),
            group: Group::Chinese,
            whole: content.len(),
            content: content.to_owned(),
        };
        assert!((text("一a二，𠀀").han() - 0.6).abs() < 1e-9);
        assert!(text("").han().abs() < 1e-9);
    }
}
