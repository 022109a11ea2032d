//! What holds for every text: the engines agree with each other and with the
//! plain twin in `naive`, and the ways to convert agree too.

mod chains;
mod conversions;
mod engines;
mod naive;
mod texts;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use jianfan::{Config, Converter, Tofu};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use conversions::conversion_of_text;
use engines::Engines;
use naive::Naive;

const _: () = {
    const fn is_shared_and_cloned<T: Send + Sync + Clone>() {}
    is_shared_and_cloned::<Converter>();
};

fn cases(cases: u32) -> ProptestConfig {
    conversions::cases(cases, "proptest-regressions/properties.txt")
}

fn naive(config: Config, tofu: Tofu) -> &'static Naive {
    static ALL: LazyLock<HashMap<(Config, Tofu), Naive>> = LazyLock::new(|| {
        let build = |engines: &Engines| {
            let conversion = (engines.config, engines.tofu);
            (conversion, Naive::new(engines.config.name(), engines.tofu))
        };
        Engines::all().iter().map(build).collect()
    });
    &ALL[&(config, tofu)]
}

proptest! {
    #![proptest_config(cases(4096))]

    #[test]
    fn both_engines_agree((engines, text) in conversion_of_text(30)) {
        prop_assert_eq!(engines.fast.convert(&text), engines.staged.convert(&text));
    }

    // What was decided before says how far the fast engine goes at once.
    #[test]
    fn both_engines_agree_where_the_same_comes_again_and_again(
        (engines, text) in conversion_of_text(4),
        parts in vec((any::<Index>(), 1_usize..12), 0..120),
    ) {
        let characters: Vec<char> = text.chars().collect();
        let part = |&(start, len): &(Index, usize)| {
            let start = start.index(characters.len() + 1);
            characters[start..].iter().take(len).collect::<String>()
        };
        let text: String = parts.iter().map(part).collect();
        prop_assert_eq!(engines.fast.convert(&text), engines.staged.convert(&text));
    }

    #[test]
    fn both_engines_agree_on_any_text(
        engines in select(Engines::all()),
        text in any::<String>(),
    ) {
        prop_assert_eq!(engines.fast.convert(&text), engines.staged.convert(&text));
    }
}

proptest! {
    #![proptest_config(cases(2048))]

    #[test]
    fn both_engines_agree_with_the_plain_twin((engines, text) in conversion_of_text(5)) {
        let expected = naive(engines.config, engines.tofu).convert(&text);
        prop_assert_eq!(engines.staged.convert(&text), expected.as_str());
        prop_assert_eq!(engines.fast.convert(&text), expected);
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn the_result_is_borrowed_exactly_when_nothing_changes(
        (engines, text) in conversion_of_text(2),
    ) {
        for converter in [&engines.fast, &engines.staged] {
            let result = converter.convert(&text);
            prop_assert_eq!(matches!(result, Cow::Borrowed(_)), result == text);
            // What came out often stays as it is when it goes in again.
            let again = converter.convert(&result);
            prop_assert_eq!(matches!(again, Cow::Borrowed(_)), again == result);
        }
    }

    #[test]
    fn convert_into_appends(
        (engines, text) in conversion_of_text(4),
        before in any::<String>(),
    ) {
        for converter in [&engines.fast, &engines.staged] {
            let mut out = before.clone();
            converter.convert_into(&text, &mut out);
            prop_assert_eq!(out, format!("{before}{}", converter.convert(&text)));
        }
    }

    #[test]
    fn a_clone_converts_alike((engines, text) in conversion_of_text(4)) {
        for converter in [&engines.fast, &engines.staged] {
            prop_assert_eq!(converter.clone().convert(&text), converter.convert(&text));
        }
    }
}

#[test]
fn nothing_becomes_nothing() {
    for engines in Engines::all() {
        for converter in [&engines.fast, &engines.staged] {
            assert!(matches!(converter.convert(""), Cow::Borrowed("")));
        }
    }
}
