//! zhtw: Taiwan's characters and words are its only target.

use jianfan::Config;
use zhtw::Converter;

use super::System;

/// The system.
pub const SYSTEM: System = System::peer("zhtw", |config| {
    if config != Config::S2twp {
        return Ok(None);
    }
    let converter = Converter::default_instance();
    Ok(Some(Box::new(|text| converter.convert(text))))
});
