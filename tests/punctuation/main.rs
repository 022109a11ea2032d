//! Quotation marks and widths are exchanged where they are asked for, and only there.

#[path = "../case_file/mod.rs"]
mod case_file;

use jianfan::align::apply;
use jianfan::markup::{Protected, replace};
use jianfan::punctuation::{Quotes, Width};
use jianfan::{Config, Converter};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    kind: Kind,
    input: String,
    output: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Corner,
    Curly,
    Full,
    Half,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Corner, Self::Curly, Self::Full, Self::Half];

    fn find(self, text: &str) -> Vec<Protected<'static>> {
        match self {
            Self::Corner => Quotes::Corner.find(text),
            Self::Curly => Quotes::Curly.find(text),
            Self::Full => Width::Full.find(text),
            Self::Half => Width::Half.find(text),
        }
    }

    /// Exchanges the marks and converts nothing else.
    fn exchange(self, text: &str) -> String {
        replace(text, self.find(text)).into_owned()
    }
}

#[test]
fn marks_become_those_of_the_cases() {
    let cases: Vec<Case> = case_file::read(include_str!("cases.toml"));
    for Case {
        id,
        kind,
        input,
        output,
    } in cases
    {
        assert_eq!(kind.exchange(&input), output, "{id}");
    }
}

fn text() -> impl Strategy<Value = String> {
    "[“”‘’「」『』甲乙a,，:：()（）\n]{0,24}"
}

proptest! {
    #[test]
    fn only_marks_are_exchanged_each_for_one(text in text()) {
        for kind in Kind::ALL {
            let marks = kind.find(&text);
            prop_assert!(marks.is_sorted_by(|one, other| one.range.end <= other.range.start));
            for mark in &marks {
                prop_assert!(mark.range.len() <= 3 && text[mark.range.clone()].chars().count() == 1);
                prop_assert_eq!(mark.instead.as_ref().unwrap().chars().count(), 1);
            }
            let once = kind.exchange(&text);
            prop_assert_eq!(once.chars().count(), text.chars().count());
            if matches!(kind, Kind::Full | Kind::Half) {
                prop_assert!(kind.find(&once).is_empty());
            }
        }
    }

    #[test]
    fn quotes_come_back_where_they_were_nested_by_the_rules(depth in 0_usize..6) {
        let open: String = (0..depth).map(|at| ['“', '‘'][at % 2]).collect();
        let close: String = (0..depth).rev().map(|at| ['”', '’'][at % 2]).collect();
        let text = [&open, "甲", &close].concat();
        let corner = Kind::Corner.exchange(&text);
        prop_assert!(!corner.contains(['“', '”', '‘', '’']));
        prop_assert_eq!(Kind::Curly.exchange(&corner), text);
    }

    #[test]
    fn marks_go_with_a_conversion(text in "[“”‘’发头后皇a,\n]{0,24}") {
        let converter = Converter::new(Config::S2t);
        let mut marks = Quotes::Corner.find(&text);
        marks.extend(Width::Full.find(&text));
        let result = converter.convert_protecting(&text, marks.clone());
        let edits = converter.edits_protecting(&text, marks);
        prop_assert_eq!(&apply(&text, &edits), &result);
        prop_assert_eq!(result.chars().count(), text.chars().count());
    }
}
