//! The two directions of conversion, and the configs of each.

use std::fmt;

use jianfan::Config;

/// Whether Simplified text comes in or goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Simplified text comes in.
    FromSimplified,
    /// Simplified text goes out.
    ToSimplified,
}

impl Direction {
    /// Both directions, in the order of the report.
    pub const ALL: [Direction; 2] = [Direction::FromSimplified, Direction::ToSimplified];

    /// The configs of this direction. Those at the same place in both lists undo each other.
    #[must_use]
    pub fn configs(self) -> [Config; 5] {
        match self {
            Direction::FromSimplified => [
                Config::S2t,
                Config::S2tw,
                Config::S2twp,
                Config::S2hk,
                Config::S2hkp,
            ],
            Direction::ToSimplified => [
                Config::T2s,
                Config::Tw2s,
                Config::Tw2sp,
                Config::Hk2s,
                Config::Hk2sp,
            ],
        }
    }

    /// The direction of a config, which is one of those that are compared.
    #[must_use]
    pub fn of(config: Config) -> Self {
        if Self::FromSimplified.configs().contains(&config) {
            Self::FromSimplified
        } else {
            Self::ToSimplified
        }
    }

    /// The config whose start-up and memory stand for the whole direction: the one with most to
    /// load among those that nearly every system has.
    #[must_use]
    pub fn heaviest(self) -> Config {
        match self {
            Direction::FromSimplified => Config::S2twp,
            Direction::ToSimplified => Config::Tw2sp,
        }
    }

    /// How many times as fast as its fastest peer jianfan has to be.
    #[must_use]
    pub fn floor(self) -> f64 {
        match self {
            Direction::FromSimplified => 3.0,
            Direction::ToSimplified => 2.0,
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::FromSimplified => "From Simplified",
            Direction::ToSimplified => "To Simplified",
        })
    }
}
