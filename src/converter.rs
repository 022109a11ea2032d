//! The converter that programs hold.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::builder::ConverterBuilder;
use crate::chain::{Chain, Piece, Scratch, Trace};
use crate::config::Config;
use crate::fast::{self, Table};
use crate::tofu::Tofu;

/// Converts text from one form of Chinese to another.
///
/// It is immutable, can be shared between threads, and is cheap to clone.
/// Converting cannot fail: what no dictionary knows stays as it is.
///
/// # Examples
/// ```
/// use jianfan::{Config, Converter};
///
/// let converter = Converter::new(Config::S2twp);
/// assert_eq!(converter.convert("鼠标"), "滑鼠");
/// ```
#[derive(Clone)]
pub struct Converter(pub(crate) Inner);

#[derive(Clone)]
pub(crate) enum Inner {
    Fast(&'static Table<'static>, Tofu),
    Staged(Arc<Staged>),
}

pub(crate) struct Staged {
    config: Config,
    pub(crate) chain: Chain<'static>,
}

impl Converter {
    /// A converter with the built-in tables and every default.
    ///
    /// # Complexity
    /// O(1): nothing is read, computed or allocated.
    // Inlined, so that a program that names its conversion in the code carries no
    // other's tables.
    #[inline]
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self::fast(config, Tofu::default())
    }

    #[inline]
    pub(crate) fn fast(config: Config, tofu: Tofu) -> Self {
        Self(Inner::Fast(fast::embedded::table(config, tofu), tofu))
    }

    /// Starts a converter whose defaults can be changed.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter, Tofu};
    ///
    /// let converter = Converter::builder(Config::T2s).tofu(Tofu::Include).build()?;
    /// assert_eq!(converter.convert("頭髮"), "头发");
    /// # Ok::<(), jianfan::BuildError>(())
    /// ```
    pub fn builder(config: Config) -> ConverterBuilder {
        ConverterBuilder::new(config)
    }

    pub(crate) fn staged(config: Config, chain: Chain<'static>) -> Self {
        Self(Inner::Staged(Arc::new(Staged { config, chain })))
    }

    /// The conversion this converter does.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// assert_eq!(Converter::new(Config::Hk2s).config(), Config::Hk2s);
    /// ```
    #[must_use]
    pub fn config(&self) -> Config {
        match &self.0 {
            Inner::Fast(table, _) => table.config,
            Inner::Staged(staged) => staged.config,
        }
    }

    /// Converts the whole of `text`; borrowed when nothing changes.
    ///
    /// # Complexity
    /// O(n) for n bytes; one allocation for the result.
    ///
    /// # Examples
    /// ```
    /// use std::borrow::Cow;
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2t);
    /// assert_eq!(converter.convert("头发长了"), "頭髮長了");
    /// assert!(matches!(converter.convert("abc"), Cow::Borrowed("abc")));
    /// ```
    #[must_use]
    pub fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // Results are seldom an eighth longer; the rest is what the mapping wants to
        // have free, so that a short text's result is allocated once.
        let capacity = text.len() + text.len() / 8 + 64;
        let mut out;
        match &self.0 {
            Inner::Fast(table, _) => {
                let same = table.unchanged_prefix(text);
                if same == text.len() {
                    return Cow::Borrowed(text);
                }
                out = String::with_capacity(capacity);
                table.convert_from(same, text, &mut out);
            }
            Inner::Staged(_) => {
                out = String::with_capacity(capacity);
                self.convert_into(text, &mut out);
            }
        }
        if out == text {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(out)
        }
    }

    /// Converts the whole of `text` and appends the result to `out`.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let mut line = String::from("> ");
    /// Converter::new(Config::T2s).convert_into("開門", &mut line);
    /// assert_eq!(line, "> 开门");
    /// ```
    pub fn convert_into(&self, text: &str, out: &mut String) {
        match &self.0 {
            Inner::Fast(table, _) => table.convert_into(text, out),
            Inner::Staged(staged) => {
                let pipeline = staged.chain.pipeline();
                pipeline.convert_into(text, out, &mut Scratch::default());
            }
        }
    }

    /// The dictionaries of the conversion: those at hand, or else the embedded ones.
    pub(crate) fn chain(&self) -> Cow<'_, Chain<'static>> {
        match &self.0 {
            &Inner::Fast(table, tofu) => Cow::Owned(
                Chain::embedded(table.config, tofu)
                    .expect("the embedded bundle has all dictionaries"),
            ),
            Inner::Staged(staged) => Cow::Borrowed(&staged.chain),
        }
    }

    /// Converts the whole of `text`; tells each piece that changes, in order.
    pub(crate) fn trace(&self, text: &str, change: impl FnMut(Piece)) -> String {
        match &self.0 {
            Inner::Fast(table, _) => table.trace(text, change),
            Inner::Staged(staged) => {
                let mut trace = Trace::default();
                let (target, cuts) = trace.convert(&staged.chain.pipeline(), text);
                cuts.pieces()
                    .filter(|piece| piece.is_change(text, target))
                    .for_each(change);
                target.to_owned()
            }
        }
    }
}

impl fmt::Debug for Converter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Converter")
            .field("config", &self.config())
            .finish_non_exhaustive()
    }
}

/// Converts `text` once; borrowed when nothing changes.
///
/// # Examples
/// ```
/// assert_eq!(jianfan::convert("鼠标", jianfan::Config::S2twp), "滑鼠");
/// ```
#[inline]
#[must_use]
pub fn convert(text: &str, config: Config) -> Cow<'_, str> {
    Converter::new(config).convert(text)
}
