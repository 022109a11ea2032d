//! Whether what has a probability is right as often as that says.

use std::path::Path;

use anyhow::Result;
use jianfan::Matching;
use peers::drawing::{Area, OURS, PEER, failed, faint, ink, write};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, PathElement};
use plotters::style::{Color, WHITE};

use super::pairs::{Folds, Pair, folded};
use super::score::{BY_CHARACTER, Converters, percent};

/// The lowest probability of each group.
const GROUPS: [f32; 8] = [0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

/// What was given a probability, by [`GROUPS`].
#[derive(Default)]
pub(super) struct Calibration([Group; GROUPS.len()]);

#[derive(Clone, Copy, Default)]
struct Group {
    spans: u32,
    right: u32,
    /// Of the probabilities.
    sum: f64,
}

impl Group {
    fn mean(&self) -> f64 {
        self.sum / f64::from(self.spans.max(1))
    }

    fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.spans.max(1))
    }
}

impl Calibration {
    /// Looks at the ambiguous spans of the pairs, by lenient forms.
    pub(super) fn new<'p>(pairs: impl Iterator<Item = &'p Pair>, folds: &Folds) -> Result<Self> {
        let converters = Converters::new(Matching::Context)?;
        let mut calibration = Self::default();
        for pair in pairs.filter(|pair| BY_CHARACTER.contains(&pair.config)) {
            let expected = folded(&pair.expected, &folds.lenient);
            if pair.source.chars().count() != expected.len() {
                continue;
            }
            for span in converters.of(pair.config).ambiguities(&pair.source) {
                let Some(probability) = span.probability else {
                    continue;
                };
                let start = pair.source[..span.source.start].chars().count();
                let got = folded(&span.text, &folds.lenient);
                let is_right = expected[start..].starts_with(&got);
                calibration.add(probability, is_right);
            }
        }
        Ok(calibration)
    }

    fn add(&mut self, probability: f32, is_right: bool) {
        let behind = GROUPS.partition_point(|lowest| *lowest <= probability);
        let group = &mut self.0[behind.saturating_sub(1)];
        group.spans += 1;
        group.right += u32::from(is_right);
        group.sum += f64::from(probability);
    }

    pub(super) fn print(&self) {
        println!("| probability from | mean | spans | right |\n|---:|---:|---:|---:|");
        for (lowest, group) in GROUPS.iter().zip(&self.0) {
            let (mean, right) = (100.0 * group.mean(), percent(group.right, group.spans));
            println!("| {lowest} | {mean:.2} | {} | {right} |", group.spans);
        }
        println!();
    }

    /// Draws a dot for each group, larger for more spans, and where it should be.
    pub(super) fn draw(&self, path: &Path) -> Result<()> {
        const SIDE: u32 = 480;
        let root = SVGBackend::new(path, (SIDE, SIDE)).into_drawing_area();
        root.fill(&WHITE).map_err(failed)?;
        write(&root, "Right, by probability", (64, 26), &ink(20))?;
        let key = "Dot: a group of results, larger for more. Line: as it should be.";
        write(&root, key, (64, 50), &faint(13))?;
        self.draw_groups(&root)?;
        root.present().map_err(failed)
    }

    fn draw_groups(&self, area: &Area) -> Result<()> {
        for tenth in 5..=10 {
            let share = f64::from(tenth) / 10.0;
            let label = format!("{} %", 10 * tenth);
            let ((x, _), (_, y)) = (place(share, 0.5), place(0.5, share));
            write(area, &label, (x - 14, place(0.5, 0.5).1 + 20), &faint(12))?;
            write(area, &label, (16, y), &faint(12))?;
        }
        let line = PathElement::new([place(0.5, 0.5), place(1.0, 1.0)], PEER);
        area.draw(&line).map_err(failed)?;
        for group in self.0.iter().filter(|group| group.spans > 0) {
            let size = 2 + group.spans.ilog2();
            let dot = Circle::new(place(group.mean(), group.share()), size, OURS.filled());
            area.draw(&dot).map_err(failed)?;
        }
        Ok(())
    }
}

/// Where a probability and a share of one half or more stand in the picture.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a place inside the picture"
)]
fn place(probability: f64, share: f64) -> (i32, i32) {
    const WHOLE: f64 = 720.0;
    let along = |value: f64| ((value - 0.5).max(0.0) * WHOLE).round() as i32;
    (72 + along(probability), 440 - along(share))
}
