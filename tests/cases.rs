//! Runs the cases of `tests/cases/*.toml`.

mod case_file;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use jianfan::{Config, Converter, Tofu};
use serde::Deserialize;

/// Every conversion has at least this many cases: those of OpenCC, and those that are
/// made of their stages.
const FEWEST: [usize; 2] = [12, 5];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    config: String,
    /// What would break if this case failed.
    aim: String,
    input: String,
    output: String,
    #[serde(default)]
    tofu: CaseTofu,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CaseTofu {
    #[default]
    Drop,
    Include,
}

impl From<CaseTofu> for Tofu {
    fn from(tofu: CaseTofu) -> Self {
        match tofu {
            CaseTofu::Drop => Tofu::Drop,
            CaseTofu::Include => Tofu::Include,
        }
    }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        cases.extend(case_file::read::<Case>(&text));
    }
    cases
}

#[test]
fn every_case_holds() {
    let mut failures = Vec::new();
    for case in cases() {
        let config: Config = case.config.parse().unwrap();
        let converter = Converter::builder(config)
            .tofu(case.tofu.into())
            .build()
            .unwrap();
        let output = converter.convert(&case.input);
        if output != case.output {
            failures.push(format!(
                "{} ({}): {:?} gave {output:?}, should give {:?}",
                case.id, case.aim, case.input, case.output
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_conversion_has_cases_and_every_case_its_own_id() {
    let mut ids = HashSet::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        assert!(!case.aim.is_empty(), "{} has no aim", case.id);
        *counts.entry(case.config).or_default() += 1;
        assert!(ids.insert(case.id.clone()), "{} stands twice", case.id);
    }
    for config in Config::ALL {
        let count = counts.get(config.name()).copied().unwrap_or(0);
        let fewest = FEWEST[usize::from(!Config::OPENCC.contains(&config))];
        assert!(count >= fewest, "{config} has {count} cases");
    }
}
