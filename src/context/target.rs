//! What there are words for.

use crate::config::Config;
use crate::usage::Usage;

/// The conversions that there are words for, each with the one that takes a Traditional
/// result to its form; `None` where it is of that form.
pub(crate) const CONFIGS: [(Config, Option<Config>); 5] = [
    (Config::S2t, None),
    (Config::S2tw, Some(Config::T2tw)),
    (Config::S2twp, Some(Config::T2twp)),
    (Config::S2hk, Some(Config::T2hk)),
    (Config::S2hkp, Some(Config::T2hkp)),
];

/// A conversion with the usage that its words follow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The conversion's place in [`CONFIGS`].
    pub(crate) config: usize,
    pub(crate) usage: Usage,
    /// The number of its set of words that come out otherwise than their characters would. A
    /// set may have words that do so in another target alone: these cost time and change
    /// nothing.
    pub(crate) set: usize,
}

/// How many sets there are.
pub(super) const SETS: usize = 6;

/// All of them, the default usage of each conversion first.
///
/// No Hong Kong usage in Taiwan's glyphs, nor the other way: no one writes so.
pub(crate) const TARGETS: [Target; 11] = [
    Target::new(0, Usage::Standard, 0),
    // Common words such as 计划 and 了解 are worth a look here, so `s2t` has its own set.
    Target::new(0, Usage::Taiwan, 1),
    Target::new(0, Usage::HongKong, 1),
    Target::new(1, Usage::Taiwan, 2),
    Target::new(1, Usage::Standard, 2),
    Target::new(2, Usage::Taiwan, 3),
    Target::new(2, Usage::Standard, 3),
    Target::new(3, Usage::HongKong, 4),
    Target::new(3, Usage::Standard, 4),
    Target::new(4, Usage::HongKong, 5),
    Target::new(4, Usage::Standard, 5),
];

impl Target {
    const fn new(config: usize, usage: Usage, set: usize) -> Self {
        Self { config, usage, set }
    }

    pub(crate) fn config(self) -> Config {
        CONFIGS[self.config].0
    }

    /// The conversions that there are words for in a usage.
    pub(crate) fn configs(usage: Usage) -> impl Iterator<Item = Config> {
        let configs = CONFIGS.into_iter().map(|(config, _)| config);
        configs.filter(move |&config| Self::place(config, usage).is_some())
    }

    /// Its place in [`TARGETS`]; `None` if there are no such words.
    pub(super) fn place(config: Config, usage: Usage) -> Option<usize> {
        let is_asked = |target: &Target| {
            target.config() == config && [target.usage, Usage::OfConfig].contains(&usage)
        };
        TARGETS.iter().position(is_asked)
    }
}
