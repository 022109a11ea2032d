//! Texts in two scripts, of which one is to be converted.
//!
//! ```
//! use jianfan::{Config, Converter};
//!
//! let converter = Converter::new(Config::S2twp);
//! // In the Mainland 文件 is a file, in Taiwan a document.
//! let text = "文件和软件。\n文件和軟體。\n";
//! let converted = converter.convert_source_script(text, Config::S2twp);
//! assert_eq!(converted, "檔案和軟體。\n文件和軟體。\n");
//! assert_eq!(converter.convert(text), "檔案和軟體。\n檔案和軟體。\n");
//!
//! // Once more changes nothing.
//! assert_eq!(converter.convert_source_script(&converted, Config::S2twp), converted);
//! ```
//!
//! What is left alone is a list of ranges, as [`markup`](crate::markup) takes them.

use std::borrow::Cow;
use std::ops::Range;

use crate::config::Config;
use crate::converter::Converter;
use crate::form::Form;
use crate::script::Forms;

impl Converter {
    /// Converts what is in the script from which `config` converts, and leaves alone what
    /// is in the script to which it does. Converting the result again changes nothing.
    ///
    /// `config` names the two scripts; most often it is the converter's own.
    /// [`Converter::ranges_not_in_source_script`] says what is left alone.
    ///
    /// # Complexity
    /// O(n) for n bytes; every line that changes is converted three times.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::T2s);
    /// let text = "開門見山，乾坤未定";
    /// assert_eq!(converter.convert_source_script(text, Config::T2s), "开门见山，乾坤未定");
    /// ```
    #[must_use]
    pub fn convert_source_script<'t>(&self, text: &'t str, config: Config) -> Cow<'t, str> {
        self.convert_protecting(text, self.ranges_not_in_source_script(text, config))
    }

    /// The ranges that [`Converter::convert_source_script`] leaves alone, in order, for
    /// [`Converter::convert_protecting`] and [`Converter::edits_protecting`]. They count
    /// bytes.
    ///
    /// Each line is looked at by itself. A character that is written in the form
    /// converted from and not in the one converted to speaks for the source, one of which
    /// the reverse is true for the target. Between two that speak differently, the line
    /// is cut behind the last character that is no Han character, or else before the
    /// second. What stands beside only one belongs to it. A line in which no character
    /// speaks stays: it may be in either script.
    ///
    /// From Traditional to what is not, the forms of all its regions count as the source:
    /// 說 is not Hong Kong's and 眾 not the OpenCC standard's, but [`Config::Hk2s`] and
    /// [`Config::T2s`] convert them. From Simplified to the standard, all count as the target.
    ///
    /// A line also stays if converting its result once more would change that. So no
    /// text comes out otherwise the second time, whatever dictionaries the converter has.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2t);
    /// let text = "這裡：这里\n好\n";
    /// let left = converter.ranges_not_in_source_script(text, Config::S2t);
    /// let left: Vec<_> = left.into_iter().map(|range| &text[range]).collect();
    /// assert_eq!(left, ["這裡：", "\n好\n"]);
    /// ```
    #[must_use]
    pub fn ranges_not_in_source_script(&self, text: &str, config: Config) -> Vec<Range<usize>> {
        let sides = Sides::new(config);
        let mut left = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let body = line.strip_suffix('\n').unwrap_or(line);
            let mut apart = sides.not_in_source(body);
            if apart.first() != Some(&(0..body.len())) {
                let once = self.convert_protecting(body, apart.iter().cloned());
                let twice = self.convert_protecting(&once, sides.not_in_source(&once));
                if once != twice || once.contains('\n') {
                    apart.clear();
                    apart.push(0..body.len());
                }
            }
            // Its end stays too, so that no line is converted together with another.
            let end = body.len()..line.len();
            for range in apart.into_iter().chain([end]).filter(|r| !r.is_empty()) {
                push(&mut left, start + range.start..start + range.end);
            }
            start += line.len();
        }
        left
    }
}

/// Appends a range, or makes the last one longer if that ends where it begins.
fn push(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => ranges.push(range),
    }
}

/// The forms that are told apart.
#[derive(Clone, Copy)]
struct Sides {
    source: Forms,
    target: Forms,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Source,
    Target,
}

impl Sides {
    fn new(config: Config) -> Self {
        let (from, to) = (config.source(), config.target());
        let is_traditional = |form| Forms::of(form).overlaps(Forms::TRADITIONAL);
        Self {
            // What is given to a conversion from Traditional is seldom of one region.
            source: if is_traditional(from) && !is_traditional(to) {
                Forms::TRADITIONAL
            } else {
                Forms::of(from)
            },
            // The standard has 羣 for 群, which Taiwan writes as the Mainland does.
            target: if from == Form::Mainland && to == Form::Traditional {
                Forms::TRADITIONAL
            } else {
                Forms::of(to)
            },
        }
    }

    /// For which side a character speaks.
    fn of(self, character: char) -> Option<Side> {
        let forms = Forms::of_character(character);
        match (forms.overlaps(self.source), forms.overlaps(self.target)) {
            (true, false) => Some(Side::Source),
            (false, true) => Some(Side::Target),
            _ => None,
        }
    }

    /// What of a line is not in the source script; all of an empty line.
    fn not_in_source(self, line: &str) -> Vec<Range<usize>> {
        let mut apart = Vec::new();
        let mut start = 0;
        let mut side = None;
        // Behind the last character since the side was told that is no Han character.
        let mut gap = None;
        for (at, character) in line.char_indices() {
            if Forms::of_character(character) == Forms::NONE {
                gap = Some(at + character.len_utf8());
            }
            let Some(next) = self.of(character) else {
                continue;
            };
            if side.is_some_and(|side| side != next) {
                let cut = gap.unwrap_or(at);
                if side == Some(Side::Target) {
                    apart.push(start..cut);
                }
                start = cut;
            }
            (side, gap) = (Some(next), None);
        }
        if side != Some(Side::Source) {
            apart.push(start..line.len());
        }
        apart
    }
}
