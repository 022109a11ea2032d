//! Protected ranges stay and cut the text; transparent ones stay, and nothing sees them.

#[path = "../case_file/mod.rs"]
mod case_file;
#[path = "../conversions/mod.rs"]
mod conversions;
#[path = "../engines/mod.rs"]
mod engines;
#[path = "../texts/mod.rs"]
mod texts;
mod wiki;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter;
use std::ops::Range;

use jianfan::align::{Alignment, Side, Unit, apply};
use jianfan::explain::Explanation;
use jianfan::markup::{Protected, Protector};
use jianfan::{Config, Converter};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::Deserialize;

use conversions::{cases, conversion_of_text};
use engines::Engines;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProtectedCase {
    id: String,
    kind: Kind,
    #[serde(default)]
    terms: Vec<String>,
    input: String,
    found: Vec<String>,
    output: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Terms,
    Urls,
    Emails,
    Code,
    Wiki,
    All,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TransparentCase {
    id: String,
    config: String,
    input: String,
    output: String,
}

#[test]
fn protectors_find_what_the_cases_say() {
    let cases: Vec<ProtectedCase> = case_file::read(include_str!("protected.toml"));
    let config = Config::S2tw;
    for case in cases {
        let ProtectedCase { id, input, .. } = case;
        let protector = Protector::new();
        let protector = match case.kind {
            Kind::Terms => protector.terms(case.terms),
            Kind::Urls => protector.urls(),
            Kind::Emails => protector.emails(),
            Kind::Code => protector.code(),
            Kind::Wiki => protector.wiki(config),
            Kind::All => {
                let protector = protector.urls().emails().code().wiki(config);
                protector.terms(case.terms)
            }
        };
        let found = protector.find(&input);
        let texts = found.iter().map(|found| &input[found.range.clone()]);
        assert_eq!(texts.collect::<Vec<_>>(), case.found, "{id}");
        if let Some(output) = case.output {
            let converted = Converter::new(config).convert_protecting(&input, found);
            assert_eq!(converted, output, "{id}");
        }
    }
}

#[test]
fn codes_stand_where_the_cases_say() {
    let cases: Vec<TransparentCase> = case_file::read(include_str!("transparent.toml"));
    for TransparentCase {
        id,
        config,
        input,
        output,
    } in cases
    {
        let open = input.match_indices('{').map(|(at, _)| at);
        let close = input.match_indices('}').map(|(at, code)| at + code.len());
        let codes = open.zip(close).map(|(start, end)| start..end);
        let converter = Converter::new(config.parse().unwrap());
        assert_eq!(converter.convert_transparent(&input, codes), output, "{id}");
    }
}

#[test]
fn of_overlapping_ranges_the_earlier_counts() {
    let converter = Converter::new(Config::S2t);
    let instead = |range, text: &'static str| Protected {
        range,
        instead: Some(text.into()),
    };
    let convert = |ranges: [Protected<'_>; 2]| {
        let text = "发发发发";
        converter.convert_protecting(text, ranges).into_owned()
    };
    assert_eq!(convert([instead(0..6, "x"), instead(3..9, "y")]), "x發發");
    assert_eq!(convert([instead(0..6, "x"), (3..9).into()]), "x发發");
    assert_eq!(
        convert([instead(9..99, "x"), instead(0..0, "y")]),
        "y發發發x"
    );
    // What begins after its end is no range.
    assert_eq!(
        convert([Range { start: 9, end: 3 }.into(), (6..7).into()]),
        "發發发發"
    );
}

#[cfg(feature = "regex")]
#[test]
fn patterns_find_what_they_match() {
    let pattern = regex::Regex::new("<[^>]*>|发*").unwrap();
    let text = "头<b 头>发发头";
    let found = Protector::new().pattern(pattern).find(text);
    let found: Vec<_> = found.into_iter().map(|found| &text[found.range]).collect();
    assert_eq!(found, ["<b 头>", "发发"]);
}

/// Ranges of a text, on `char` boundaries.
fn ranges_of(text: &str, ranges: &[(Index, Index)]) -> Vec<Range<usize>> {
    let places = text.char_indices().map(|(at, _)| at);
    let places: Vec<usize> = places.chain([text.len()]).collect();
    let ranges = ranges
        .iter()
        .map(|(one, other)| (one.get(&places), other.get(&places)));
    ranges
        .map(|(one, other)| *one.min(other)..*one.max(other))
        .collect()
}

/// A text, some of whose ranges are protected, in parts: each with what becomes of it.
fn parts<'t>(
    converter: &Converter,
    text: &'t str,
    ranges: &[Range<usize>],
) -> Vec<(&'t str, Cow<'t, str>)> {
    let ends = ranges.iter().flat_map(|range| [range.start, range.end]);
    let cuts: BTreeSet<usize> = ends.chain([0, text.len()]).collect();
    let parts = cuts.iter().zip(cuts.iter().skip(1)).map(|(&start, &end)| {
        let part = &text[start..end];
        let is_protected = ranges.iter().any(|r| r.start <= start && end <= r.end);
        (
            part,
            if is_protected {
                part.into()
            } else {
                converter.convert(part)
            },
        )
    });
    parts.collect()
}

/// Puts a code at each place of a text; returns the places of the codes, too.
fn with_codes(text: &str, places: &[usize]) -> (String, Vec<Range<usize>>) {
    let mut out = String::new();
    let mut codes = Vec::new();
    let mut done = 0;
    for (number, &place) in places.iter().enumerate() {
        out.push_str(&text[done..place]);
        let start = out.len();
        out.push_str(&code(number));
        codes.push(start..out.len());
        done = place;
    }
    out.push_str(&text[done..]);
    (out, codes)
}

/// Private use characters, which the texts have not.
fn code(number: usize) -> String {
    ["\u{E000}", &"\u{E001}".repeat(number), "\u{E002}"].concat()
}

/// The spans of an explanation are all of the text and of the result, in order.
fn check_spans(
    explanation: &Explanation<'_>,
    text: &str,
    converted: &str,
) -> Result<(), TestCaseError> {
    let mut place = (0, 0);
    for span in explanation.spans() {
        prop_assert_eq!((span.source.start, span.target.start), place);
        prop_assert_eq!(span.source_text, &text[span.source.clone()]);
        prop_assert_eq!(&*span.text, &converted[span.target.clone()]);
        prop_assert!(span.segment.start <= span.source.start);
        prop_assert!(span.source.end <= span.segment.end);
        place = (span.source.end, span.target.end);
    }
    prop_assert_eq!(place, (text.len(), converted.len()));
    Ok(())
}

/// What protectors look for, and what it is not.
const MARKS: [&str; 28] = [
    "发",
    "头",
    "a",
    "www.",
    "://",
    "http",
    "@",
    ".",
    "org",
    "/",
    "`",
    "``",
    "```",
    "\n",
    "\n\n",
    " ",
    "~~~",
    "-{",
    "}-",
    "|",
    ";",
    ":",
    "zh-tw:",
    ";zh-hans:",
    "=>",
    "R",
    "(",
    ")",
];

proptest! {
    #![proptest_config(cases(2048, "proptest-regressions/markup.txt"))]

    #[test]
    fn what_is_protected_stays_and_the_rest_is_converted_in_parts(
        (engines, text) in conversion_of_text(12),
        ranges in vec(any::<(Index, Index)>(), 0..6),
    ) {
        let ranges = ranges_of(&text, &ranges);
        let Engines { config, tofu, fast, staged } = engines;
        for converter in [fast, staged] {
            let converted = converter.convert_protecting(&text, ranges.iter().cloned());
            let parts = parts(converter, &text, &ranges);
            let expected: String = parts.iter().map(|(_, converted)| &**converted).collect();
            prop_assert_eq!(&converted, &expected, "{}, {:?}", config, tofu);
            prop_assert_eq!(matches!(converted, Cow::Borrowed(_)), converted == text);

            let edits = converter.edits_protecting(&text, ranges.iter().cloned());
            prop_assert_eq!(edits.target(), &expected);
            prop_assert_eq!(apply(&text, &edits), &*expected);
            let alignment = Alignment::new(&edits);
            let mut place = (0, 0);
            for (part, converted) in parts {
                prop_assert_eq!(alignment.to_target(Unit::Bytes, place.0, Side::End), place.1);
                place = (place.0 + part.len(), place.1 + converted.len());
            }
        }
    }

    #[test]
    fn what_is_protected_is_explained_as_a_span_of_its_own(
        (engines, text) in conversion_of_text(12),
        ranges in vec(any::<(Index, Index)>(), 0..6),
    ) {
        let ranges = ranges_of(&text, &ranges);
        let converted = engines.fast.convert_protecting(&text, ranges.iter().cloned());
        let explanation = engines.fast.explain_protecting(&text, ranges.iter().cloned());
        check_spans(&explanation, &text, &converted)?;
        for span in explanation.spans() {
            let is_in = |range: &Range<usize>| {
                range.start <= span.source.start && span.source.end <= range.end
            };
            prop_assert_eq!(span.is_protected, ranges.iter().any(is_in), "{:?}", span);
            prop_assert!(!span.is_protected || span.source_text == span.text);
            prop_assert!(!span.is_protected || span.steps.is_empty());
        }
    }

    #[test]
    fn texts_of_their_own_are_edits(
        text in "[发头a]{0,9}",
        ranges in vec((any::<(Index, Index)>(), "[发x]{0,3}"), 0..4),
    ) {
        let converter = Converter::new(Config::S2t);
        let (places, texts): (Vec<_>, Vec<_>) = ranges.into_iter().unzip();
        let ranges = ranges_of(&text, &places).into_iter().zip(&texts);
        let protected: Vec<_> = ranges
            .map(|(range, text)| Protected { range, instead: Some(text.into()) })
            .collect();
        let edits = converter.edits_protecting(&text, protected.clone());
        let converted = converter.convert_protecting(&text, protected.clone());
        prop_assert_eq!(edits.target(), &*converted);
        prop_assert_eq!(apply(&text, &edits), &*converted);
        check_spans(&converter.explain_protecting(&text, protected), &text, &converted)?;
    }

    #[test]
    fn codes_stay_between_what_their_neighbours_become(
        (engines, text) in conversion_of_text(12),
        places in vec(any::<Index>(), 0..6),
    ) {
        let Engines { fast: converter, .. } = engines;
        let text = text.replace(['\u{E000}', '\u{E001}', '\u{E002}'], "");
        let ends = text.char_indices().map(|(at, _)| at);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let mut places: Vec<usize> = places.iter().map(|place| *place.get(&ends)).collect();
        places.sort_unstable();
        let (coded, codes) = with_codes(&text, &places);

        let edits = converter.edits(&text);
        let alignment = Alignment::new(&edits);
        let expected: Vec<usize> = places
            .iter()
            .map(|&place| {
                let mut edits = edits.iter();
                let inside = edits.find(|e| e.source.start < place && place < e.source.end);
                let Some(edit) = inside else {
                    return alignment.to_target(Unit::Bytes, place, Side::Start);
                };
                let behind = text[edit.source.start..place].chars().count();
                let behind = edit.text.chars().take(behind).map(char::len_utf8);
                edit.target.start + behind.sum::<usize>()
            })
            .collect();
        let (expected, _) = with_codes(edits.target(), &expected);

        let backwards = codes.into_iter().rev();
        let found = converter.convert_transparent(&coded, backwards);
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(matches!(found, Cow::Borrowed(_)), found == coded);
        let stripped = found.replace(['\u{E000}', '\u{E001}', '\u{E002}'], "");
        prop_assert_eq!(stripped, converter.convert(&text));
    }

    #[test]
    fn any_ranges_will_do(
        text in any::<String>(),
        ranges in vec((0..80_usize, 0..80_usize), 0..5),
    ) {
        let converter = Converter::new(Config::S2t);
        let ranges = ranges.into_iter().map(|(start, end)| start..end);
        let with_all = ranges.clone().chain(iter::once(0..text.len()));
        prop_assert_eq!(&converter.convert_protecting(&text, with_all.clone()), &text);
        prop_assert_eq!(&converter.convert_transparent(&text, with_all), &text);
        let edits = converter.edits_protecting(&text, ranges.clone());
        prop_assert_eq!(edits.target(), &*converter.convert_protecting(&text, ranges.clone()));
        // Whatever it gives, it is no panic.
        let found = converter.convert_transparent(&text, ranges);
        prop_assert_eq!(matches!(found, Cow::Borrowed(_)), found == text);
    }

    #[test]
    fn what_protectors_find_is_in_order_and_apart(marks in vec(select(&MARKS[..]), 0..20)) {
        let text = marks.concat();
        let protector = Protector::new().urls().emails().code().wiki(Config::S2twp);
        let protector = protector.terms(["发头", "头a"]);
        let found = protector.find(&text);
        let mut end = 0;
        for Protected { range, .. } in &found {
            prop_assert!(end <= range.start && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
        let ranges: Vec<_> = found.into_iter().map(|found| found.range).collect();
        let converter = Converter::new(Config::S2twp);
        let converted = converter.convert_protecting(&text, ranges.iter().cloned());
        let parts = parts(&converter, &text, &ranges);
        let expected: String = parts.iter().map(|(_, converted)| &**converted).collect();
        prop_assert_eq!(converted, expected);
    }
}
