//! `OpenCC` itself, the reference, with the rare-form dictionaries left out.

use opencc_rust::OpenCC;

use super::System;

/// The system.
pub const SYSTEM: System = System {
    title: Some(concat!("OpenCC ", env!("OPENCC_VERSION"))),
    data: Some(env!("OPENCC_SHARE_DIR")),
    ..System::peer("opencc", |config| {
        let converter = OpenCC::new(format!("{}/{config}.json", env!("OUT_DIR")))?;
        Ok(Some(Box::new(move |text| {
            converter
                .convert(text)
                .expect("OpenCC converts every text without U+0000")
        })))
    })
};
