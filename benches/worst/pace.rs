//! How fast one kind of text is beside the news, and beside longer texts of its kind.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jianfan::Converter;

use crate::common;
use crate::shapes::Shape;

/// The least time that a text is converted for in one round. What takes ten times as long as the
/// news needs as much for a megabyte, so both sides of a ratio lose alike to other programs.
const LEAST: Duration = Duration::from_millis(20);

/// The texts that are converted in turn, so that whatever else the machine does meets all of them
/// alike: only ratios inside a round count.
pub(crate) struct Race<'c> {
    news: Timed<'c>,
    text: Timed<'c>,
}

impl<'c> Race<'c> {
    /// A megabyte of `shape` beside one of the news.
    pub(crate) fn new(converter: &'c Converter, news: &Shape, shape: &Shape) -> Self {
        let text = Timed::new(converter, shape, 1);
        common::check(converter, &text.text);
        Self {
            news: Timed::new(converter, news, 1),
            text,
        }
    }

    /// Megabytes in a second.
    pub(crate) fn rate(&mut self, rounds: usize) -> f64 {
        median((0..rounds).map(|_| 1.0 / self.text.seconds()))
    }

    /// How many times as long as the news the text takes.
    pub(crate) fn beside_news(&mut self, rounds: usize) -> f64 {
        median((0..rounds).map(|_| self.text.seconds() / self.news.seconds()))
    }

    /// How many times as long a byte takes in a longer text.
    pub(crate) fn growth(&mut self, longer: &mut Timed<'_>, rounds: usize) -> f64 {
        median((0..rounds).map(|_| longer.seconds() / self.text.seconds()))
    }
}

/// A text, with room for its result: what is measured is the conversion, not the system's pages.
pub(crate) struct Timed<'c> {
    converter: &'c Converter,
    text: String,
    megabytes: u32,
    out: String,
    /// How often a round converts it.
    passes: u32,
}

impl<'c> Timed<'c> {
    /// A text of `shape` with so many megabytes.
    pub(crate) fn new(converter: &'c Converter, shape: &Shape, megabytes: u32) -> Self {
        let text = shape.text(megabytes as usize * 1_000_000);
        let mut timed = Self {
            converter,
            out: String::with_capacity(2 * text.len()),
            text,
            megabytes,
            passes: 1,
        };
        // Once for the pages, once more to see how long it takes.
        timed.time();
        let once = timed.time().max(Duration::from_nanos(1));
        timed.passes = LEAST.as_nanos().div_ceil(once.as_nanos()) as u32;
        timed
    }

    /// The time that a megabyte takes.
    fn seconds(&mut self) -> f64 {
        self.time().as_secs_f64() / f64::from(self.passes * self.megabytes)
    }

    fn time(&mut self) -> Duration {
        let started = Instant::now();
        for _ in 0..self.passes {
            self.out.clear();
            self.converter
                .convert_into(black_box(&self.text), &mut self.out);
            black_box(&self.out);
        }
        started.elapsed()
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
