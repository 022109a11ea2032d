//! Which conversion `-c` asks for: a built-in one, or that of a config file.

use std::str::FromStr;

#[cfg(feature = "opencc-config")]
use jianfan::opencc::ConfigFile;
use jianfan::{Config, Converter, Tofu, UnknownConfig};

use crate::failure::Failure;

/// A conversion as the command line names it.
#[derive(Clone, Debug)]
pub(crate) enum Conversion {
    BuiltIn(Config),
    #[cfg(feature = "opencc-config")]
    File(ConfigFile),
}

impl FromStr for Conversion {
    type Err = UnknownConfig;

    fn from_str(name: &str) -> Result<Self, UnknownConfig> {
        #[cfg(feature = "opencc-config")]
        if std::path::Path::new(name).extension() == Some("json".as_ref()) {
            return Ok(Self::File(ConfigFile::new(name)));
        }
        name.parse().map(Self::BuiltIn)
    }
}

impl Conversion {
    /// The converter for it; reads the file, if it is one.
    pub(crate) fn converter(self, tofu: Tofu) -> Result<Converter, Failure> {
        match self {
            Self::BuiltIn(config) => Ok(Converter::builder(config).tofu(tofu).build()?),
            #[cfg(feature = "opencc-config")]
            Self::File(config) => {
                let converter = config.tofu(tofu).build();
                converter.map_err(|error| Failure::Usage(error.to_string()))
            }
        }
    }
}
