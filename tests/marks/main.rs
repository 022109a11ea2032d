//! Marks behind Han characters: no match splits or loses them.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversion_cases/mod.rs"]
mod conversion_cases;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
#[path = "../texts/mod.rs"]
mod texts;

use jianfan::{Converter, marks};
use proptest::prelude::*;
use proptest::sample::select;

use conversions::{cases, conversion_of_text};

const MARKS: [char; 5] = ['\u{300}', '\u{302A}', '\u{FE00}', '\u{E0100}', '\u{E01EF}'];

#[test]
fn marks_stay_with_their_characters() {
    conversion_cases::check(include_str!("cases.toml"), |config, input| {
        let converter = Converter::new(config);
        converter
            .convert_transparent(input, marks::find(input))
            .into_owned()
    });
}

proptest! {
    #![proptest_config(cases(500, "proptest-regressions/marks.txt"))]

    /// Marks put behind some Han characters change nothing else, and all are there.
    #[test]
    fn without_the_marks_the_result_is_that_of_the_text_without_them(
        (engines, text) in conversion_of_text(12),
        put in proptest::collection::vec(proptest::option::of(select(&MARKS[..])), 1..20),
    ) {
        let is_mark = |c: &char| !marks::find(&format!("好{c}")).is_empty();
        let plain: String = text.chars().filter(|c| !is_mark(c)).collect();
        let is_han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
        let mut marked = String::new();
        let mut count = 0;
        for (character, mark) in plain.chars().zip(put.iter().cycle()) {
            marked.push(character);
            if let Some(mark) = mark.filter(|_| is_han(&character)) {
                marked.push(mark);
                count += 1;
            }
        }
        for converter in [&engines.fast, &engines.staged] {
            let converted = converter.convert_transparent(&marked, marks::find(&marked));
            let (found, rest): (String, String) = converted.chars().partition(|c| MARKS.contains(c));
            prop_assert_eq!(found.chars().count(), count);
            let expected = converter.convert(&plain);
            prop_assert_eq!(rest, expected, "{} {:?}", engines.config, engines.tofu);
        }
    }
}
