//! The converter that programs hold.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::builder::ConverterBuilder;
use crate::chain::{Chain, Piece, Scratch, Trace};
use crate::config::Config;
use crate::fast::{self, Compound, Pass, Table, Tables};
use crate::own::{Own, Parting};
use crate::tofu::Tofu;
use crate::user_dictionary::Lexicon;

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
    Compound(&'static Compound, Tofu),
    Staged(Arc<Staged>),
    Own(Arc<Own>),
}

pub(crate) struct Staged {
    config: Option<Config>,
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
        Self(match fast::embedded::tables(config, tofu) {
            Tables::Own(table) => Inner::Fast(table, tofu),
            Tables::Others(compound) => Inner::Compound(compound, tofu),
        })
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

    pub(crate) fn own(parting: Parting, base: Self) -> Self {
        Self(Inner::Own(Arc::new(Own::new(parting, base))))
    }

    pub(crate) fn own_keys(lexicon: Lexicon, base: Self) -> Self {
        Self(Inner::Own(Arc::new(Own::of_keys(lexicon, base))))
    }

    pub(crate) fn staged(config: Option<Config>, chain: Chain<'static>) -> Self {
        Self(Inner::Staged(Arc::new(Staged { config, chain })))
    }

    /// The built-in conversion that this converter does; `None` if it does another.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// assert_eq!(Converter::new(Config::Hk2s).config(), Some(Config::Hk2s));
    /// ```
    #[must_use]
    pub fn config(&self) -> Option<Config> {
        match &self.0 {
            Inner::Fast(table, _) => Some(table.config),
            Inner::Compound(compound, _) => Some(compound.config),
            Inner::Staged(staged) => staged.config,
            Inner::Own(own) => own.base.config(),
        }
    }

    /// Converts the whole of `text`; borrowed when nothing changes.
    ///
    /// # Complexity
    /// O(n) for n bytes; one allocation for the result, if the conversion is one of
    /// [OpenCC's](Config::OPENCC). Most others convert twice, and some know no other way
    /// than matching everywhere.
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
        match &self.0 {
            Inner::Fast(table, _) => Pass::Mapped(table).convert(text),
            Inner::Compound(compound, _) => compound.fold(text, Pass::convert),
            Inner::Staged(staged) => staged.chain.pipeline().convert(text),
            Inner::Own(own) => own.convert(text),
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
            Inner::Compound(..) => out.push_str(&self.convert(text)),
            Inner::Staged(staged) => {
                let pipeline = staged.chain.pipeline();
                pipeline.convert_into(text, out, &mut Scratch::default());
            }
            Inner::Own(own) => own.convert_into(text, out),
        }
    }

    /// The dictionaries of the conversion: those at hand, or else the embedded ones.
    pub(crate) fn chain(&self) -> Cow<'_, Chain<'static>> {
        match &self.0 {
            Inner::Fast(Table { config, .. }, tofu)
            | Inner::Compound(Compound { config, .. }, tofu) => Cow::Owned(
                Chain::embedded(*config, *tofu).expect("the embedded bundle has all dictionaries"),
            ),
            Inner::Staged(staged) => Cow::Borrowed(&staged.chain),
            Inner::Own(own) => own.base.chain(),
        }
    }

    /// Converts the whole of `text`; tells each piece that changes, in order.
    pub(crate) fn trace(&self, text: &str, mut change: impl FnMut(Piece)) -> String {
        match &self.0 {
            Inner::Fast(table, _) => table.trace(text, change),
            Inner::Compound(compound, _) => compound.trace(text, change),
            Inner::Staged(staged) => {
                let mut trace = Trace::default();
                let (target, cuts) = trace.convert(&staged.chain.pipeline(), text);
                cuts.pieces()
                    .filter(|piece| piece.is_change(text, target))
                    .for_each(change);
                target.to_owned()
            }
            Inner::Own(own) => own.trace(text, &mut change),
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
