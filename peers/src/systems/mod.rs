//! The systems that are compared, one small file each: how to build its converter for a config.

pub mod jianfan;
pub mod yardstick;

#[cfg(feature = "ferrous-opencc")]
pub mod ferrous_opencc;
#[cfg(feature = "hanconv")]
pub mod hanconv;
#[cfg(feature = "opencc")]
pub mod opencc;
#[cfg(feature = "opencc-fmmseg")]
pub mod opencc_fmmseg;
#[cfg(feature = "zhconv")]
pub mod zhconv;
#[cfg(feature = "zhtw")]
pub mod zhtw;

use std::fs;

use ::jianfan::Config;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// A built converter: text in, text out, on the caller's thread.
pub type Convert = Box<dyn Fn(&str) -> String>;

/// What a system is in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// jianfan itself.
    Ours,
    /// Another converter.
    Peer,
    /// A loop that converts nothing: what the machine can do.
    Yardstick,
}

/// One thing that turns text into text.
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// The name in records, and of the package and of the feature that builds it.
    pub name: &'static str,
    /// The name in tables, where that is not the package's with its version.
    title: Option<&'static str>,
    /// What the system is in the comparison.
    pub kind: Kind,
    /// Builds the converter for a config. `None` if the system has nothing like this config.
    ///
    /// # Errors
    /// If the system fails to load what it needs.
    pub converter: fn(Config) -> Result<Option<Convert>>,
    /// The folder that the system reads when it runs, whose content its binary therefore lacks.
    data: Option<&'static str>,
}

impl System {
    const fn peer(name: &'static str, converter: fn(Config) -> Result<Option<Convert>>) -> Self {
        Self {
            name,
            title: None,
            kind: Kind::Peer,
            converter,
            data: None,
        }
    }

    const fn yardstick(
        name: &'static str,
        title: &'static str,
        converter: fn(Config) -> Result<Option<Convert>>,
    ) -> Self {
        Self {
            title: Some(title),
            kind: Kind::Yardstick,
            ..Self::peer(name, converter)
        }
    }

    /// The name in tables, with its version.
    #[must_use]
    pub fn title(&self) -> String {
        self.title.map_or_else(|| package(self.name), str::to_owned)
    }

    /// Bytes of the files that the system reads when it runs.
    ///
    /// # Errors
    /// If these files cannot be found.
    pub fn data_bytes(&self) -> Result<u64> {
        let Some(folder) = self.data else {
            return Ok(0);
        };
        let mut bytes = 0;
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read {folder}"))? {
            bytes += entry?.metadata()?.len();
        }
        Ok(bytes)
    }
}

/// All systems of this build, jianfan first, in the order of the report.
pub const ALL: &[System] = &[
    jianfan::SYSTEM,
    #[cfg(feature = "zhconv")]
    zhconv::SYSTEM,
    #[cfg(feature = "hanconv")]
    hanconv::SYSTEM,
    #[cfg(feature = "opencc-fmmseg")]
    opencc_fmmseg::SYSTEM,
    #[cfg(feature = "opencc")]
    opencc::SYSTEM,
    #[cfg(feature = "ferrous-opencc")]
    ferrous_opencc::SYSTEM,
    #[cfg(feature = "zhtw")]
    zhtw::SYSTEM,
    yardstick::COPY,
    yardstick::CHARACTERS,
];

/// The system whose results the others are compared with, where this build has it.
#[must_use]
pub fn reference() -> Option<&'static System> {
    ALL.iter().find(|system| system.name == "opencc")
}

/// A package's name with the version that the workspace has locked.
fn package(name: &str) -> String {
    let locked = include_str!("../../../Cargo.lock");
    let version = locked
        .split("[[package]]")
        .find_map(|entry| {
            entry
                .trim()
                .strip_prefix(&format!("name = \"{name}\"\nversion = \""))
        })
        .and_then(|rest| rest.split('"').next());
    version.map_or_else(|| name.to_owned(), |version| format!("{name} {version}"))
}

#[cfg(test)]
mod tests {
    use super::{ALL, Kind, package};
    use crate::direction::Direction;

    #[test]
    fn jianfan_comes_first_and_has_every_config() {
        assert_eq!(ALL[0].kind, Kind::Ours);
        for config in Direction::ALL.into_iter().flat_map(Direction::configs) {
            assert!(
                matches!((ALL[0].converter)(config), Ok(Some(_))),
                "{config}"
            );
        }
    }

    #[test]
    fn every_peer_converts_what_it_says_it_does() {
        for system in ALL.iter().filter(|system| system.kind == Kind::Peer) {
            let config = Direction::FromSimplified.heaviest();
            let convert = (system.converter)(config)
                .expect("loads")
                .expect("every peer has it");
            assert_eq!(convert("汉语"), "漢語", "{}", system.name);
        }
    }

    #[test]
    fn package_knows_the_locked_version() {
        assert!(package("serde_json").starts_with("serde_json 1."));
        assert_eq!(package("no such package"), "no such package");
    }
}
