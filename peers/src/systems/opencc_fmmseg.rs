//! opencc-fmmseg on one thread, punctuation left alone.

use opencc_fmmseg::{OpenCC, OpenccConfig};

use super::System;

/// The system.
pub const SYSTEM: System = System::peer("opencc-fmmseg", |config| {
    let Ok(config) = OpenccConfig::try_from(config.name()) else {
        return Ok(None);
    };
    let mut converter = OpenCC::new();
    converter.set_parallel(false);
    Ok(Some(Box::new(move |text| {
        converter.convert_with_config(text, config, false)
    })))
});
