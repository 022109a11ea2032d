//! The verdict for CI: jianfan keeps its lead over every peer with every config.
//!
//! Only ratios inside the rounds of one race count, so that the machine does not matter.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result};
use jianfan::Config;

use crate::direction::Direction;
use crate::race::race;
use crate::record::{Measured, Rate};
use crate::statistics::geometric_mean;
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

/// jianfan's lead over a peer with one config: the geometric mean over texts that raced together.
///
/// Single texts stay out of the verdict: one in which every seventh character belongs to a
/// regional word takes another converter as long as any other text, and jianfan longer.
#[derive(Clone, Debug)]
pub struct MeanLead {
    config: Config,
    system: String,
    lead: f64,
}

impl fmt::Display for MeanLead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            config,
            system,
            lead,
        } = self;
        write!(
            f,
            "{lead:.2} times as fast as {system} ({config}, all texts)"
        )
    }
}

impl MeanLead {
    fn is_short(&self) -> bool {
        self.lead < Direction::of(self.config).floor()
    }

    /// The means over `rates`, those below [`Direction::floor`].
    fn short<'r>(rates: impl Iterator<Item = &'r Rate>) -> Result<Vec<Self>> {
        let mut leads: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
        for rate in rates {
            let pair = (rate.config.as_str(), rate.system.as_str());
            leads.entry(pair).or_default().push(rate.lead);
        }
        let means = leads.into_iter().map(|((config, system), leads)| {
            Ok(Self {
                config: config.parse()?,
                system: system.to_owned(),
                lead: geometric_mean(leads).context("a pair raced over no text")?,
            })
        });
        let means: Vec<Self> = means.collect::<Result<_>>()?;
        Ok(means.into_iter().filter(Self::is_short).collect())
    }
}

/// The configs and peers with which jianfan's lead over `texts`, which raced together, is too
/// small.
///
/// # Errors
/// If what was measured names an unknown config.
pub fn shortfalls(measured: &Measured, texts: &[Text]) -> Result<Vec<MeanLead>> {
    let all = Direction::ALL.into_iter();
    let rates = all.flat_map(|direction| peers(measured, direction));
    MeanLead::short(rates.filter(|rate| texts.iter().any(|text| text.name == rate.text)))
}

/// Races what fell short once more: with that peer alone and in more rounds. Keeps what falls
/// short again.
///
/// # Errors
/// If a system is not in this build, or fails to load.
pub fn confirm(shortfalls: &[MeanLead], texts: &[Text], rounds: usize) -> Result<Vec<MeanLead>> {
    let mut confirmed = Vec::new();
    for short in shortfalls {
        let peer = systems::ALL
            .iter()
            .find(|system| system.name == short.system)
            .with_context(|| format!("{} is not in this build", short.system))?;
        let rates = race(
            texts,
            short.config,
            &[systems::ALL[0], *peer],
            AGAIN * rounds,
        )?;
        let of_peer = rates.iter().filter(|rate| rate.system == short.system);
        confirmed.extend(MeanLead::short(of_peer)?);
    }
    Ok(confirmed)
}
