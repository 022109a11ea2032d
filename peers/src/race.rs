//! Times all systems in turn: one thread, one process.
//!
//! In every round each system converts all texts, pass after pass, for 20 ms or more.
//! Rounds interleave the systems, so that whatever else the machine does meets all of them alike,
//! and ratios are taken inside a round.
//!
//! A pass goes over all texts because one short text in a loop is soon known to the processor's
//! branch prediction: the same code then looks half as fast again as it is on fresh text.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jianfan::Config;

use crate::direction::Direction;
use crate::record::Rate;
use crate::statistics::{median, megabytes};
use crate::systems::{self, Convert, Kind, System};
use crate::text::Text;

/// The least time a system converts for in one round.
const LEAST: Duration = Duration::from_millis(20);

/// A text as one config wants it.
struct Input<'t> {
    text: &'t Text,
    content: String,
}

/// A system with its converter for one config, and what it did so far.
struct Lane {
    system: System,
    convert: Convert,
    /// The results, one a text.
    outputs: Vec<String>,
    /// How often a round goes over all texts.
    passes: u32,
    /// Seconds for one conversion: a list a text, a value a round.
    seconds: Vec<Vec<f64>>,
}

/// Races those of `systems` that have `config` on all texts. The first one is jianfan.
///
/// # Errors
/// If a system fails to load.
pub fn race(
    texts: &[Text],
    config: Config,
    systems: &[System],
    rounds: usize,
) -> Result<Vec<Rate>> {
    let inputs = inputs(texts, config)?;
    let mut lanes = lanes(config, systems, &inputs)?;
    for round in 0..rounds {
        // Every round starts with another lane: being first must be nobody's luck.
        let start = round % lanes.len();
        let (second, first) = lanes.split_at_mut(start);
        for lane in first.iter_mut().chain(second) {
            lane.run(&inputs);
        }
    }
    let mut rates = Vec::new();
    for lane in &lanes {
        for (place, input) in inputs.iter().enumerate() {
            rates.push(rate(config, input, place, lane, &lanes)?);
        }
    }
    Ok(rates)
}

/// The texts as `config` wants them: Simplified, or what its opposite makes of them.
fn inputs(texts: &[Text], config: Config) -> Result<Vec<Input<'_>>> {
    let [from, to] = Direction::ALL.map(Direction::configs);
    let opposite = to
        .iter()
        .position(|&other| other == config)
        .map(|place| from[place]);
    let prepare = match opposite {
        Some(opposite) => (systems::reference().unwrap_or(&systems::ALL[0]).converter)(opposite)?,
        None => None,
    };
    let content = |text: &Text| match &prepare {
        Some(convert) => convert(&text.content),
        None => text.content.clone(),
    };
    Ok(texts
        .iter()
        .map(|text| Input {
            text,
            content: content(text),
        })
        .collect())
}

/// Those of `systems` that have `config`, in their order.
fn lanes(config: Config, systems: &[System], inputs: &[Input<'_>]) -> Result<Vec<Lane>> {
    let mut lanes = Vec::new();
    for &system in systems {
        let converter = (system.converter)(config)
            .with_context(|| format!("{} cannot load {config}", system.name))?;
        lanes.extend(converter.map(|convert| Lane::warmed_up(system, convert, inputs)));
    }
    Ok(lanes)
}

impl Lane {
    /// Converts everything once to load what is lazy, once more to see how long it takes.
    fn warmed_up(system: System, convert: Convert, inputs: &[Input<'_>]) -> Self {
        let outputs = inputs.iter().map(|input| convert(&input.content)).collect();
        let seconds = vec![Vec::new(); inputs.len()];
        let mut lane = Self {
            system,
            convert,
            outputs,
            passes: 1,
            seconds,
        };
        let once = lane
            .times(inputs)
            .iter()
            .sum::<Duration>()
            .max(Duration::from_nanos(1));
        let passes = LEAST.as_nanos().div_ceil(once.as_nanos());
        lane.passes = u32::try_from(passes).unwrap_or(u32::MAX);
        lane
    }

    /// Runs one round.
    fn run(&mut self, inputs: &[Input<'_>]) {
        let times = self.times(inputs);
        for (seconds, time) in self.seconds.iter_mut().zip(times) {
            seconds.push((time / self.passes).as_secs_f64());
        }
    }

    /// The time for each text, over all passes of a round.
    fn times(&self, inputs: &[Input<'_>]) -> Vec<Duration> {
        let mut times = vec![Duration::ZERO; inputs.len()];
        for _ in 0..self.passes {
            for (input, time) in inputs.iter().zip(&mut times) {
                let started = Instant::now();
                black_box((self.convert)(black_box(&input.content)));
                *time += started.elapsed();
            }
        }
        times
    }
}

/// What `lane` did with the input at `place`, beside the other `lanes`.
fn rate(
    config: Config,
    input: &Input<'_>,
    place: usize,
    lane: &Lane,
    lanes: &[Lane],
) -> Result<Rate> {
    let no_round = "a race has at least one round";
    let megabytes = megabytes(u64::try_from(input.content.len())?);
    let (ours, theirs) = (&lanes[0].seconds[place], &lane.seconds[place]);
    let rates = theirs.iter().map(|seconds| megabytes / seconds);
    let leads = theirs.iter().zip(ours).map(|(theirs, ours)| theirs / ours);
    let reference = systems::reference().map(|system| system.name);
    let reference = lanes
        .iter()
        .find(|lane| Some(lane.system.name) == reference);
    Ok(Rate {
        config: config.to_string(),
        text: input.text.name.clone(),
        group: input.text.group,
        system: lane.system.name.to_owned(),
        rate: median(rates).context(no_round)?,
        lead: median(leads).context(no_round)?,
        lines: input.content.lines().count(),
        differing: reference
            .filter(|_| lane.system.kind != Kind::Yardstick)
            .map(|reference| differing_lines(&lane.outputs[place], &reference.outputs[place])),
    })
}

/// How many lines of `output` are unlike those of `reference`, missing and extra ones included.
fn differing_lines(output: &str, reference: &str) -> usize {
    let (mut ours, mut theirs) = (output.split('\n'), reference.split('\n'));
    let mut differing = 0;
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return differing,
            (ours, theirs) => differing += usize::from(ours != theirs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::differing_lines;

    #[test]
    fn differing_lines_counts_missing_and_extra_ones() {
        assert_eq!(differing_lines("一\n二\n", "一\n二\n"), 0);
        assert_eq!(differing_lines("一\n二\n", "一\n三\n"), 1);
        assert_eq!(differing_lines("一", "一\n二\n三"), 2);
        assert_eq!(differing_lines("一\n二", "一"), 1);
    }
}
