//! The verdict for CI: jianfan keeps its lead over every peer on every text.
//!
//! Only ratios inside the rounds of one race count, so that the machine does not matter.

use std::collections::BTreeSet;
use std::fmt;

use anyhow::{Context, Result};
use jianfan::Config;

use crate::direction::Direction;
use crate::race::race;
use crate::record::{Measured, Rate};
use crate::systems::{self, Kind};
use crate::text::Text;

/// So many times as many rounds has the second race of what fell short in the first: a machine
/// that does something else meanwhile may cost a round, and seldom half of as many.
const AGAIN: usize = 5;

/// A peer's rate, shown as jianfan's lead over it.
#[derive(Clone, Copy, Debug)]
pub struct Lead<'run>(pub &'run Rate);

impl fmt::Display for Lead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rate {
            lead,
            system,
            config,
            text,
            ..
        } = self.0;
        write!(f, "{lead:.2} times as fast as {system} ({config}, {text})")
    }
}

/// All peers' rates with the configs of `direction`.
pub fn peers(measured: &Measured, direction: Direction) -> impl Iterator<Item = &Rate> {
    let systems = measured.run.systems.iter();
    systems
        .filter(|system| system.kind == Kind::Peer)
        .flat_map(move |system| {
            let configs = direction.configs().into_iter();
            configs.flat_map(|config| measured.rates_of(&system.name, config))
        })
}

/// The rates over which jianfan's lead is below [`Direction::floor`].
#[must_use]
pub fn shortfalls(measured: &Measured) -> Vec<Rate> {
    let below = |direction: Direction| {
        peers(measured, direction).filter(move |rate| rate.lead < direction.floor())
    };
    Direction::ALL
        .into_iter()
        .flat_map(below)
        .cloned()
        .collect()
}

/// Races what fell short on `texts`, which raced together, once more: with that peer alone and in
/// more rounds. Keeps what falls short again.
///
/// # Errors
/// If a system is not in this build, or fails to load.
pub fn confirm(shortfalls: &[Rate], texts: &[Text], rounds: usize) -> Result<Vec<Rate>> {
    let pairs: BTreeSet<(&str, &str)> = shortfalls
        .iter()
        .filter(|rate| texts.iter().any(|text| text.name == rate.text))
        .map(|rate| (rate.config.as_str(), rate.system.as_str()))
        .collect();
    let mut confirmed = Vec::new();
    for (config, peer) in pairs {
        let config: Config = config.parse()?;
        let floor = Direction::of(config).floor();
        let peer = systems::ALL
            .iter()
            .find(|system| system.name == peer)
            .with_context(|| format!("{peer} is not in this build"))?;
        // All texts take part, as in the first race: see there.
        let rates = race(texts, config, &[systems::ALL[0], *peer], AGAIN * rounds)?;
        let fell_short = |rate: &Rate| {
            let same = |first: &Rate| {
                (&first.system, &first.config, &first.text)
                    == (&rate.system, &rate.config, &rate.text)
            };
            shortfalls.iter().any(same)
        };
        let again = rates.into_iter().filter(fell_short);
        confirmed.extend(again.filter(|rate| rate.lead < floor));
    }
    Ok(confirmed)
}
