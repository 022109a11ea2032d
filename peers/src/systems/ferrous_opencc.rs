//! ferrous-opencc: `OpenCC`'s chains over finite state transducers.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::System;

/// The system.
pub const SYSTEM: System = System::peer("ferrous-opencc", |config| {
    let Ok(config) = BuiltinConfig::from_filename(&format!("{config}.json")) else {
        return Ok(None);
    };
    let converter = OpenCC::from_config(config)?;
    Ok(Some(Box::new(move |text| converter.convert(text))))
});
