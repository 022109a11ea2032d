//! Which conversion `-c` asks for: a built-in one, or that of a config file.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};

#[cfg(feature = "opencc-config")]
use jianfan::opencc::ConfigFile;
use jianfan::{BuildError, Config, Converter, Matching, Normalization, Tofu, UnknownConfig, Usage};

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

    /// Whose spelling to follow, with --context, where a word has two, such as 計劃 or 計畫
    /// [default: that of the region converted to]
    #[arg(long, value_name = "REGION", requires = "context")]
    usage: Option<Region>,

    /// Characters to put in place of those that they stand for, besides compatibility ideographs
    #[arg(long, value_name = "KIND")]
    normalize: Option<Normalize>,
}

/// Whose spelling is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Region {
    /// Spellings of OpenCC's dictionaries
    Standard,
    /// Taiwan's, such as 計畫 and 公布
    Taiwan,
    /// Hong Kong's, such as 周年 and 公布
    HongKong,
}

/// What becomes the Han character that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Normalize {
    /// Radicals, such as U+2F64 for 用
    Radicals,
    /// Radicals, and circled and squared characters and the like
    Compatibility,
}

/// A conversion as the command line names it.
#[derive(Clone, Debug)]
pub(crate) enum Conversion {
    BuiltIn(Config),
    /// A config file, for the feature `opencc-config`.
    File(PathBuf),
}

impl FromStr for Conversion {
    type Err = UnknownConfig;

    fn from_str(name: &str) -> Result<Self, UnknownConfig> {
        if Path::new(name).extension() == Some("json".as_ref()) {
            return Ok(Self::File(name.into()));
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
        let usage = match choices.usage {
            None => Usage::OfConfig,
            Some(Region::Standard) => Usage::Standard,
            Some(Region::Taiwan) => Usage::Taiwan,
            Some(Region::HongKong) => Usage::HongKong,
        };
        let normalization = match choices.normalize {
            None => Normalization::Ideographs,
            Some(Normalize::Radicals) => Normalization::Radicals,
            Some(Normalize::Compatibility) => Normalization::Compatibility,
        };
        match self {
            Self::BuiltIn(config) => {
                let builder = Converter::builder(config).tofu(tofu).matching(matching);
                builder
                    .usage(usage)
                    .normalization(normalization)
                    .build()
                    .map_err(|error| match error {
                        BuildError::NoContext(_) | BuildError::NoUsage(..) => {
                            Failure::Usage(error.to_string())
                        }
                        error => error.into(),
                    })
            }
            #[cfg(not(feature = "opencc-config"))]
            Self::File(path) => Err(Failure::Usage(format!(
                "{}: config files need `--features opencc-config`",
                path.display()
            ))),
            #[cfg(feature = "opencc-config")]
            Self::File(_) if matching == Matching::Context => Err(Failure::Usage(
                "no words to match a config file in context by".to_owned(),
            )),
            #[cfg(feature = "opencc-config")]
            Self::File(_) if normalization != Normalization::Ideographs => Err(Failure::Usage(
                "a config file normalizes as it says itself".to_owned(),
            )),
            #[cfg(feature = "opencc-config")]
            Self::File(path) => {
                let converter = ConfigFile::new(path).tofu(tofu).build();
                converter.map_err(|error| Failure::Usage(error.to_string()))
            }
        }
    }
}
