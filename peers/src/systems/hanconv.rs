//! hanconv: one trie for each stage of a conversion.

use hanconv::Converters;
use jianfan::Config;

use super::System;

/// The system.
pub const SYSTEM: System = System::peer("hanconv", |config| {
    let converters = match config {
        Config::S2t => Converters::S2T,
        Config::S2tw => Converters::S2TW,
        Config::S2twp => Converters::S2TWP,
        Config::S2hk => Converters::S2HK,
        Config::T2s => Converters::T2S,
        Config::Tw2s => Converters::TW2S,
        Config::Tw2sp => Converters::TW2SP,
        Config::Hk2s => Converters::HK2S,
        _ => return Ok(None),
    };
    let converter = converters.new_converter();
    Ok(Some(Box::new(move |text| converter.convert(text))))
});
