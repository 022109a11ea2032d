//! Random texts for random conversions, and how many of them a property is held against.

use std::env;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use crate::engines::Engines;
use crate::texts;

/// So many texts, or as many as `PROPTEST_CASES` says, spread over all conversions. Texts on
/// which a property failed are kept in `file`.
pub(crate) fn cases(cases: u32, file: &'static str) -> ProptestConfig {
    let asked = env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|asked| asked.parse().ok()).unwrap_or(cases),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(file))),
        ..ProptestConfig::default()
    }
}

/// One of the conversions, and a text for it of `pieces` pieces at most.
pub(crate) fn conversion_of_text(
    pieces: usize,
) -> impl Strategy<Value = (&'static Engines, String)> {
    let engines = (0..Engines::all().len()).prop_map(|index| &Engines::all()[index]);
    engines.prop_flat_map(move |engines| (Just(engines), texts::text(engines.config, 0..=pieces)))
}
