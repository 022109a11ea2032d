//! A font's characters, on a font that is made here.

use jianfan::displayable::{Coverage, FontError};
use jianfan::{Config, Converter};

/// A font without outlines: four tables, and a glyph for each character.
fn font(characters: &[char]) -> Vec<u8> {
    let mut cmap = Vec::new();
    // One table: for Unicode, all planes, format 12.
    for number in [0_u16, 1, 0, 4] {
        cmap.extend(number.to_be_bytes());
    }
    let len = 16 + 12 * characters.len() as u32;
    cmap.extend(12_u32.to_be_bytes());
    cmap.extend([12_u16, 0].map(u16::to_be_bytes).concat());
    cmap.extend(
        [len, 0, characters.len() as u32]
            .map(u32::to_be_bytes)
            .concat(),
    );
    for (glyph, &character) in characters.iter().enumerate() {
        let code = u32::from(character);
        cmap.extend([code, code, glyph as u32].map(u32::to_be_bytes).concat());
    }
    let mut head = vec![0; 54];
    head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
    let mut hhea = vec![0; 36];
    hhea[35] = 1;
    let maxp = [0, 0, 0x50, 0, 0, characters.len() as u8].to_vec();
    file(&[
        (b"cmap", cmap),
        (b"head", head),
        (b"hhea", hhea),
        (b"maxp", maxp),
    ])
}

/// Puts tables into a file.
fn file(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = [0, 1, 0, 0, 0, tables.len() as u8, 0, 0, 0, 0, 0, 0].to_vec();
    let mut place = file.len() + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(*tag);
        file.extend(
            [0, place as u32, table.len() as u32]
                .map(u32::to_be_bytes)
                .concat(),
        );
        place += table.len();
    }
    file.extend(tables.iter().flat_map(|(_, table)| table));
    file
}

#[test]
fn the_characters_of_a_font_are_those_with_a_glyph() {
    // The first has glyph 0, which stands for what is not there.
    let font = font(&['不', '头', '發', '髮', '𫑘']);
    let coverage = Coverage::from_font(&font, 0).unwrap();
    assert!(coverage.covers("头發髮𫑘"));
    for lacking in ["不", "頭", "a"] {
        assert!(!coverage.covers(lacking), "{lacking}");
    }
    let shown = Converter::new(Config::S2t).convert_displayable("头发", &coverage);
    assert_eq!(shown.edits.target(), "头髮");
    assert_eq!(shown.fallbacks.len(), 1);
}

#[test]
fn what_is_no_font_or_has_no_characters_is_an_error() {
    let whole = font(&['不', '头']);
    for len in [0, 4, 11, 40] {
        assert_eq!(
            Coverage::from_font(&whole[..len], 0),
            Err(FontError::Unreadable)
        );
    }
    let mut renamed = whole;
    renamed[12..16].copy_from_slice(b"none");
    assert_eq!(
        Coverage::from_font(&renamed, 0),
        Err(FontError::NoCharacters)
    );
}
