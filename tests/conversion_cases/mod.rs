//! Cases of texts, and of what conversions make of them in one certain way.

use jianfan::Config;
use serde::Deserialize;

use crate::case_file;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    config: String,
    input: String,
    output: String,
}

/// Holds what `convert` gives against the cases of a file.
pub(crate) fn check(file: &str, convert: impl Fn(Config, &str) -> String) {
    let cases: Vec<Case> = case_file::read(file);
    for case in cases {
        let config: Config = case.config.parse().unwrap();
        assert_eq!(convert(config, &case.input), case.output, "{}", case.id);
    }
}
