//! What a font can show.

use std::fmt;

use ttf_parser::cmap::Subtable;
use ttf_parser::{Face, GlyphId};

use super::Coverage;

/// Why it cannot be told what a font shows.
///
/// # Examples
/// ```
/// use jianfan::displayable::Coverage;
///
/// let error = Coverage::from_font(b"no font", 0).unwrap_err();
/// assert_eq!(error.to_string(), "not a font that can be read");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FontError {
    /// The bytes are no font, are damaged, or have no font of that number.
    Unreadable,
    /// The font does not say which characters its glyphs stand for.
    NoCharacters,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "not a font that can be read",
            Self::NoCharacters => "the font has no table of characters",
        })
    }
}

impl std::error::Error for FontError {}

impl Coverage {
    /// The characters for which a font has a glyph: TrueType or OpenType, alone or the one
    /// with number `index` in a collection, from 0.
    ///
    /// # Errors
    /// The bytes are no such font, or it has no characters.
    ///
    /// # Complexity
    /// O(n log n) for n characters of the font.
    ///
    /// # Examples
    /// ```no_run
    /// use jianfan::displayable::Coverage;
    /// use jianfan::{Config, Converter};
    ///
    /// let font = std::fs::read("font.ttf")?;
    /// let coverage = Coverage::from_font(&font, 0)?;
    /// let shown = Converter::new(Config::S2t).convert_displayable("头发", &coverage);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_font(font: &[u8], index: u32) -> Result<Self, FontError> {
        let face = Face::parse(font, index).map_err(|_| FontError::Unreadable)?;
        let table = face.tables().cmap.ok_or(FontError::NoCharacters)?;
        let mut characters = Vec::new();
        for subtable in table.subtables.into_iter().filter(Subtable::is_unicode) {
            subtable.codepoints(|code| {
                // Glyph 0 is what stands for characters that a font has not.
                let glyph = subtable
                    .glyph_index(code)
                    .filter(|glyph| *glyph != GlyphId(0));
                characters.extend(glyph.and(char::from_u32(code)));
            });
        }
        Ok(characters.into_iter().collect())
    }
}
