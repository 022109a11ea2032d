//! What all pictures of the project are drawn with.

use anyhow::{Result, anyhow};
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::Text;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, TextStyle};

const INK: RGBColor = RGBColor(0x24, 0x29, 0x2f);
const FAINT: RGBColor = RGBColor(0x6e, 0x77, 0x81);
/// Of what this project does.
pub const OURS: RGBColor = RGBColor(0xc9, 0x3c, 0x20);
/// Of what it is compared with.
pub const PEER: RGBColor = RGBColor(0x8f, 0xb3, 0xd9);

/// A part of a picture.
pub type Area<'svg> = DrawingArea<SVGBackend<'svg>, Shift>;

/// Writes a line of text at a place.
///
/// # Errors
/// If the picture cannot be written.
pub fn write(area: &Area, text: &str, place: (i32, i32), style: &TextStyle) -> Result<()> {
    area.draw(&Text::new(text, place, style.clone()))
        .map_err(failed)
}

/// Text that says what is shown.
#[must_use]
pub fn ink(size: i32) -> TextStyle<'static> {
    style(size, INK)
}

/// Text beside that.
#[must_use]
pub fn faint(size: i32) -> TextStyle<'static> {
    style(size, FAINT)
}

/// Every viewer has some sans-serif font, whatever its name.
fn style(size: i32, colour: RGBColor) -> TextStyle<'static> {
    let font = ("sans-serif", size, FontStyle::Normal).into_font();
    TextStyle {
        font,
        color: colour.to_backend_color(),
        pos: Pos::new(HPos::Left, VPos::Center),
    }
}

/// The backend's error, which does not outlive the picture.
pub fn failed(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow!("cannot draw: {error}")
}
