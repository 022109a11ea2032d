//! zhconv with `OpenCC`'s tables, merged into one automaton for each target.
//!
//! It knows targets only. Built with Taiwan's words, as here, its one converter for Taiwan and its
//! one for the Mainland stand for the configs with and without `p`. It has no words of Hong Kong.

use jianfan::Config;
use zhconv::{Variant, get_builtin_converter};

use super::System;

/// The system.
pub const SYSTEM: System = System::peer("zhconv", |config| {
    let target = match config {
        Config::S2t => Variant::ZhHant,
        Config::S2tw | Config::S2twp => Variant::ZhTW,
        Config::S2hk => Variant::ZhHK,
        Config::T2s => Variant::ZhHans,
        Config::Tw2s | Config::Tw2sp | Config::Hk2s => Variant::ZhCN,
        _ => return Ok(None),
    };
    let converter = get_builtin_converter(target);
    Ok(Some(Box::new(|text| converter.convert(text))))
});
