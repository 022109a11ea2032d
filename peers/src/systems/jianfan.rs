//! This project.

use jianfan::Converter;

use super::{Kind, System};

/// The system.
pub const SYSTEM: System = System {
    kind: Kind::Ours,
    ..System::peer("jianfan", |config| {
        let converter = Converter::new(config);
        Ok(Some(Box::new(move |text| {
            converter.convert(text).into_owned()
        })))
    })
};
