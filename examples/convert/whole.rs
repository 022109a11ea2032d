//! What is done with a whole text, since it depends on more than the next few characters.

use std::borrow::Cow;
use std::ops::Range;

use clap::ValueEnum;
use jianfan::detect::detect;
#[cfg(feature = "glosses")]
use jianfan::glosses;
use jianfan::markup::replace;
use jianfan::{Config, Converter, marks, punctuation};

use crate::failure::Failure;
#[cfg(feature = "glosses")]
use crate::failure::say;
use crate::input::Input;

/// Quotation marks to put in place of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Quotes {
    /// 「」 and 『』
    Corner,
    /// “” and ‘’
    Curly,
}

impl Quotes {
    fn marks(self) -> punctuation::Quotes {
        match self {
            Self::Corner => punctuation::Quotes::Corner,
            Self::Curly => punctuation::Quotes::Curly,
        }
    }
}

/// What becomes of readings in brackets behind their characters.
#[cfg(feature = "glosses")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Glosses {
    /// They are text
    #[default]
    Keep,
    /// They are taken out
    Drop,
    /// They stay, and words are matched as if they were not there
    Match,
}

/// Everything that needs the whole text.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Convert only what is in the script that CONFIG converts from
    #[arg(long)]
    only_source_script: bool,

    /// Exchange quotation marks, by how deep they are nested
    #[arg(long, value_name = "KIND")]
    quotes: Option<Quotes>,

    /// Match words as if variation selectors and other marks behind Han characters were not there
    #[arg(long, conflicts_with = "only_source_script")]
    marks: bool,

    /// What to do with readings in brackets behind their characters [default: keep]; unless they
    /// are kept, places that they destroyed are reported on standard error
    #[cfg(feature = "glosses")]
    #[arg(long, value_name = "HOW")]
    glosses: Option<Glosses>,
}

impl Options {
    /// Whether one of them is asked for, so that the text has to be read whole.
    pub(crate) fn is_any(&self) -> bool {
        #[cfg(feature = "glosses")]
        if self.glosses.unwrap_or_default() != Glosses::Keep {
            return true;
        }
        self.only_source_script || self.marks || self.quotes.is_some()
    }

    /// Says on standard error, in a line each, where glosses destroyed a text, and what may have
    /// stood there; nothing where they are kept, since they are mere text then.
    #[cfg(feature = "glosses")]
    pub(crate) fn report_damage(&self, text: &str) {
        if self.glosses.unwrap_or_default() == Glosses::Keep {
            return;
        }
        for place in glosses::damage(text) {
            let perhaps = place.suggestion.map(|lost| format!(", perhaps {lost}"));
            let line = format!(
                "{}:{}: destroyed by a gloss: {}{}",
                place.line,
                place.column,
                &text[place.range],
                perhaps.unwrap_or_default()
            );
            say(&line);
        }
    }

    /// Converts a whole text.
    pub(crate) fn convert(&self, converter: &Converter, text: &str) -> Result<String, Failure> {
        let text = match self.quotes {
            None => Cow::Borrowed(text),
            Some(quotes) => replace(text, quotes.marks().find(text)),
        };
        #[cfg(feature = "glosses")]
        let text = match self.glosses.unwrap_or_default() {
            Glosses::Keep => text,
            Glosses::Drop => Cow::Owned(glosses::remove(&text).into_owned()),
            Glosses::Match if self.only_source_script => {
                let message = "--glosses match cannot be used with --only-source-script";
                return Err(Failure::Usage(message.to_owned()));
            }
            Glosses::Match => {
                let mut unseen = glosses::find(&text);
                if self.marks {
                    unseen.extend(marks::find(&text));
                }
                let destroyed = self.destroyed(&text);
                let result = converter.convert_marked(&text, destroyed, unseen);
                return Ok(result.into_owned());
            }
        };
        let mut left = self.destroyed(&text);
        if self.marks {
            let result = converter.convert_marked(&text, left, marks::find(&text));
            return Ok(result.into_owned());
        }
        if self.only_source_script {
            let config = source_and_target(converter)?;
            left.extend(converter.ranges_not_in_source_script(&text, config));
        }
        Ok(converter.convert_protecting(&text, left).into_owned())
    }

    /// What glosses destroyed, which says what stood there only as it is.
    #[cfg(feature = "glosses")]
    fn destroyed(&self, text: &str) -> Vec<Range<usize>> {
        match self.glosses.unwrap_or_default() {
            Glosses::Keep => Vec::new(),
            _ => glosses::damage(text)
                .into_iter()
                .map(|place| place.range)
                .collect(),
        }
    }

    #[cfg(not(feature = "glosses"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    fn destroyed(&self, _: &str) -> Vec<Range<usize>> {
        Vec::new()
    }
}

/// The scripts that a converter has to do with.
fn source_and_target(converter: &Converter) -> Result<Config, Failure> {
    let unknown = "--only-source-script needs a config whose scripts are known, see --list";
    let config = converter.config();
    config.ok_or_else(|| Failure::Usage(unknown.to_owned()))
}

/// Appends all of an input to `text`, or all before what cannot be read.
pub(crate) fn read(mut input: Input, text: &mut String) -> Result<(), Failure> {
    loop {
        let part = input.next_part()?;
        if part.is_empty() {
            return Ok(());
        }
        text.push_str(part);
    }
}

/// One line that says in which script a text is, how sure that is, and by which characters.
pub(crate) fn script(text: &str) -> String {
    let detection = detect(text);
    let evidence = detection.evidence();
    format!(
        "{}, confidence {:.4}: {} simplified, {} traditional, {} japanese of {} characters read",
        detection.script(),
        detection.confidence(),
        evidence.simplified(),
        evidence.traditional(),
        evidence.japanese(),
        evidence.characters()
    )
}
