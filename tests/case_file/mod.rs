//! Cases that are written down as TOML, a table `[[case]]` each.

use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<C> {
    case: Vec<C>,
}

/// The cases in a file's text; panics where they are not what a `C` is.
pub(crate) fn read<C: DeserializeOwned>(text: &str) -> Vec<C> {
    let file: File<C> = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    file.case
}
