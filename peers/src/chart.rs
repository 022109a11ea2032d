//! The picture of a run: a bar for each converter, a panel for each config and group of texts.
//!
//! The yardsticks are left to the tables: beside a copy of ASCII every bar would be a stump.

use std::path::Path;

use anyhow::Result;
use jianfan::Config;
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor, WHITE};

use crate::drawing::{Area, OURS, PEER, failed, faint, ink, write};
use crate::record::{Entrant, Measured};
use crate::report::short;
use crate::statistics::geometric_mean;
use crate::systems::Kind;
use crate::text::Group;

const WIDTH: i32 = 1000;
const MARGIN: i32 = 24;
const HEAD: i32 = 64;
const PANEL_HEAD: i32 = 34;
const BAR: i32 = 16;
/// Left of the bars, for the systems' names.
const NAMES: i32 = 150;
/// Right of the longest bar, for its number.
const NUMBER: i32 = 64;

const DOT: RGBColor = RGBColor(0x3d, 0x44, 0x4d);

/// Draws what the run measured of `configs` into an SVG file.
///
/// # Errors
/// If the file cannot be written.
pub fn draw(measured: &Measured, configs: &[Config], path: &Path) -> Result<()> {
    let groups: Vec<Group> = Group::ALL
        .into_iter()
        .filter(|group| measured.rates.iter().any(|rate| rate.group == *group))
        .collect();
    let panel = PANEL_HEAD + BAR * i32::try_from(converters(measured).count())?;
    let rows = i32::try_from(configs.len())?;
    let size = (
        WIDTH.unsigned_abs(),
        (HEAD + panel * rows + MARGIN).unsigned_abs(),
    );

    let root = SVGBackend::new(path, size).into_drawing_area();
    root.fill(&WHITE).map_err(failed)?;
    write(
        &root,
        "Megabytes of UTF-8 text in a second, one thread",
        (MARGIN, 26),
        &ink(20),
    )?;
    let key = "Bar: geometric mean of the texts. Dot: one text. Each column has its own scale.";
    write(&root, key, (MARGIN, 50), &faint(13))?;

    let (_, panels) = root.split_vertically(HEAD);
    let columns = panels.split_evenly((1, groups.len()));
    for (column, group) in columns.iter().zip(groups) {
        let longest = converters(measured)
            .flat_map(|system| {
                measured
                    .rates
                    .iter()
                    .filter(|rate| rate.system == system.name)
            })
            .filter(|rate| rate.group == group)
            .map(|rate| rate.rate)
            .fold(0.0, f64::max);
        let scale = Scale {
            longest,
            group,
            width: column.dim_in_pixel().0,
        };
        let mut rest = column.clone();
        for &config in configs {
            let (this, below) = rest.split_vertically(panel);
            draw_panel(&this, measured, config, &scale)?;
            rest = below;
        }
    }
    root.present().map_err(failed)
}

/// The systems that are drawn.
fn converters(measured: &Measured) -> impl Iterator<Item = &Entrant> {
    let systems = measured.run.systems.iter();
    systems.filter(|system| system.kind != Kind::Yardstick)
}

/// What the panels of one column share.
struct Scale {
    group: Group,
    longest: f64,
    width: u32,
}

impl Scale {
    /// Where a bar of `rate` ends.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a place inside the picture"
    )]
    fn end(&self, rate: f64) -> i32 {
        let room = f64::from(self.width) - f64::from(MARGIN + NAMES + NUMBER);
        MARGIN + NAMES + (rate / self.longest * room).round() as i32
    }
}

fn draw_panel(area: &Area, measured: &Measured, config: Config, scale: &Scale) -> Result<()> {
    write(
        area,
        &format!("{config} · {}", scale.group),
        (MARGIN, PANEL_HEAD - 14),
        &ink(14),
    )?;
    let mut top = PANEL_HEAD - 4;
    for system in converters(measured) {
        let rates: Vec<f64> = measured
            .rates_of(&system.name, config)
            .filter(|rate| rate.group == scale.group)
            .map(|rate| rate.rate)
            .collect();
        draw_bar(area, system, &rates, top, scale)?;
        top += BAR;
    }
    Ok(())
}

fn draw_bar(area: &Area, system: &Entrant, rates: &[f64], top: i32, scale: &Scale) -> Result<()> {
    let middle = top + BAR / 2;
    let right = Pos::new(HPos::Right, VPos::Center);
    write(
        area,
        &system.title,
        (MARGIN + NAMES - 8, middle),
        &ink(12).pos(right),
    )?;
    let Some(mean) = geometric_mean(rates.iter().copied()) else {
        return write(area, "–", (MARGIN + NAMES, middle), &faint(12));
    };
    let bar = [(scale.end(0.0), top + 2), (scale.end(mean), top + BAR - 2)];
    let colour = if system.kind == Kind::Ours {
        OURS
    } else {
        PEER
    };
    area.draw(&Rectangle::new(bar, colour.filled()))
        .map_err(failed)?;
    // The end of the bar says it where there is one text only.
    for &rate in rates.iter().filter(|_| rates.len() > 1) {
        let dot = Circle::new((scale.end(rate), middle), 2, DOT.filled());
        area.draw(&dot).map_err(failed)?;
    }
    let furthest = rates.iter().copied().fold(mean, f64::max);
    write(
        area,
        &short(mean),
        (scale.end(furthest) + 8, middle),
        &faint(12),
    )
}
