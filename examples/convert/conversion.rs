//! Which conversion `-c` asks for: a built-in one, or that of a config file.

use std::str::FromStr;

use clap::Args;

#[cfg(feature = "opencc-config")]
use jianfan::opencc::ConfigFile;
use jianfan::{BuildError, Config, Converter, Matching, Tofu, UnknownConfig};

use crate::failure::Failure;

/// How to convert.
#[derive(Debug, Args)]
pub(crate) struct Choices {
    /// Also convert to rare characters that many fonts cannot draw
    #[arg(long)]
    tofu: bool,

    /// Read the text in its likeliest words: fewer errors, slower; from Simplified only
    #[arg(long)]
    context: bool,
}

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
    pub(crate) fn converter(self, choices: &Choices) -> Result<Converter, Failure> {
        let tofu = if choices.tofu {
            Tofu::Include
        } else {
            Tofu::Drop
        };
        let matching = if choices.context {
            Matching::Context
        } else {
            Matching::Greedy
        };
        match self {
            Self::BuiltIn(config) => {
                let builder = Converter::builder(config).tofu(tofu).matching(matching);
                builder.build().map_err(|error| match error {
                    BuildError::NoContext(_) => Failure::Usage(error.to_string()),
                    error => error.into(),
                })
            }
            #[cfg(feature = "opencc-config")]
            Self::File(_) if matching == Matching::Context => Err(Failure::Usage(
                "no words to match a config file in context by".to_owned(),
            )),
            #[cfg(feature = "opencc-config")]
            Self::File(config) => {
                let converter = config.tofu(tofu).build();
                converter.map_err(|error| Failure::Usage(error.to_string()))
            }
        }
    }
}
