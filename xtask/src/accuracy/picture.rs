//! The picture: of each set a bar for the errors of either way of matching.

use std::path::Path;

use anyhow::Result;
use peers::drawing::{Area, OURS, PEER, failed, faint, ink, write};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Rectangle;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor, WHITE};

const WIDTH: i32 = 1000;
const MARGIN: i32 = 24;
const HEAD: i32 = 64;
const PART_HEAD: i32 = 34;
const BAR: i32 = 12;
/// A set takes two bars and the space to the next.
const SET: i32 = 2 * BAR + 8;
/// Left of the bars, for the sets' names.
const NAMES: i32 = 150;
/// Right of the longest bar, for its number.
const NUMBER: i32 = 64;

/// A set with its errors, of the default and of the context mode.
type Bars = (String, [u32; 2]);

/// Draws the errors by set, a column for each part of the sentences.
pub(super) fn draw(parts: &[(&str, Vec<Bars>)], path: &Path) -> Result<()> {
    let sets = parts.iter().map(|(_, bars)| bars.len()).max();
    let rows = i32::try_from(sets.unwrap_or_default())?;
    let height = HEAD + PART_HEAD + SET * rows + MARGIN;
    let size = (WIDTH.unsigned_abs(), height.unsigned_abs());
    let root = SVGBackend::new(path, size).into_drawing_area();
    root.fill(&WHITE).map_err(failed)?;
    let title = "Errors at ambiguous characters";
    write(&root, title, (MARGIN, 26), &ink(20))?;
    let key = "Above: the default. Below: the context mode. Each column has its own scale.";
    write(&root, key, (MARGIN, 50), &faint(13))?;
    let (_, columns) = root.split_vertically(HEAD);
    let columns = columns.split_evenly((1, parts.len()));
    for (column, (part, bars)) in columns.iter().zip(parts) {
        write(column, part, (MARGIN, PART_HEAD / 2), &ink(14))?;
        draw_column(column, bars)?;
    }
    root.present().map_err(failed)
}

fn draw_column(area: &Area, bars: &[Bars]) -> Result<()> {
    let most = bars.iter().flat_map(|(_, errors)| errors).copied().max();
    let room = i64::from(area.dim_in_pixel().0) - i64::from(MARGIN + NAMES + NUMBER);
    let most = i64::from(most.unwrap_or_default().max(1));
    let mut top = PART_HEAD;
    for (set, errors) in bars {
        let right = Pos::new(HPos::Right, VPos::Center);
        write(
            area,
            set,
            (MARGIN + NAMES - 8, top + BAR),
            &ink(12).pos(right),
        )?;
        let colours: [RGBColor; 2] = [PEER, OURS];
        for ((errors, colour), top) in errors.iter().zip(colours).zip([top, top + BAR]) {
            let end = MARGIN + NAMES + i32::try_from(i64::from(*errors) * room / most)?;
            let bar = [(MARGIN + NAMES, top + 1), (end, top + BAR - 1)];
            area.draw(&Rectangle::new(bar, colour.filled()))
                .map_err(failed)?;
            let place = (end + 8, top + BAR / 2);
            write(area, &errors.to_string(), place, &faint(11))?;
        }
        top += SET;
    }
    Ok(())
}
