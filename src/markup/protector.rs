//! What finds ranges to protect.

use std::cmp::Reverse;
use std::ops::Range;

use super::codes::Stripped;
use super::terms::Terms;
use super::{Protected, code, emails, urls, wiki};
use crate::config::Config;

/// Finds parts of a text that a conversion should leave alone.
///
/// Each method adds a kind of them. Of two that overlap, the one that starts earlier
/// counts, of two that start together the longer one. No kind knows of the others: what
/// looks like markup in code is found, too, if it is asked for.
///
/// # Examples
/// ```
/// use jianfan::markup::Protector;
///
/// let protector = Protector::new().urls().emails();
/// let text = "写信给me@example.org，或看www.example.org。";
/// let found: Vec<_> = protector.find(text).into_iter().map(|found| &text[found.range]).collect();
/// assert_eq!(found, ["me@example.org", "www.example.org"]);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "it protects nothing until a converter gets what it finds"]
pub struct Protector {
    kinds: Vec<Kind>,
}

/// What is looked for.
#[derive(Clone, Debug)]
enum Kind {
    Terms(Terms),
    Urls,
    Emails,
    Code,
    Wiki(Config),
    #[cfg(feature = "regex")]
    Pattern(regex::Regex),
}

impl Protector {
    /// Finds nothing yet.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    ///
    /// assert!(Protector::new().find("https://example.org").is_empty());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds terms, from left to right, of those that start together the longest.
    ///
    /// An empty term is none. A term that starts within an ideographic description
    /// sequence is not found; no conversion changes a sequence.
    ///
    /// # Complexity
    /// O(n k) for n characters of text and terms of at most k, however many there are.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    /// use jianfan::{Config, Converter};
    ///
    /// let protector = Protector::new().terms(["小红书", "云闪付"]);
    /// let text = "小红书和红书包，云闪付和云";
    /// assert_eq!(
    ///     Converter::new(Config::S2t).convert_protecting(text, protector.find(text)),
    ///     "小红书和紅書包，云闪付和雲"
    /// );
    /// ```
    pub fn terms<S: Into<String>>(self, terms: impl IntoIterator<Item = S>) -> Self {
        let terms = terms.into_iter().map(Into::into);
        self.and(Kind::Terms(terms.collect()))
    }

    /// Finds URLs: a scheme and `://`, or `www.`, and what follows.
    ///
    /// The characters of ASCII that RFC 3986 allows belong to a URL. Other letters and
    /// digits do behind one of `/ ? # = & _ - %`, or behind another such letter: so 发现
    /// is a part of `https://example.org/发现`, and none of `https://example.org发现`. A
    /// full stop, comma or the like at the end does not belong to it, nor does a closing
    /// bracket that was not opened in it.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    ///
    /// let text = "（https://example.org/wiki/发现?a=1）和http://example.org。";
    /// let found = Protector::new().urls().find(text);
    /// assert_eq!(&text[found[0].range.clone()], "https://example.org/wiki/发现?a=1");
    /// assert_eq!(&text[found[1].range.clone()], "http://example.org");
    /// ```
    pub fn urls(self) -> Self {
        self.and(Kind::Urls)
    }

    /// Finds e-mail addresses: letters and digits of ASCII and `. _ % + -`, an `@`, and
    /// a domain of ASCII with a dot.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    ///
    /// let text = "发给a.b+c@mail.example.org。";
    /// let found = Protector::new().emails().find(text);
    /// assert_eq!(&text[found[0].range.clone()], "a.b+c@mail.example.org");
    /// ```
    pub fn emails(self) -> Self {
        self.and(Kind::Emails)
    }

    /// Finds code in Markdown: between as many backquotes on both sides, and in fences
    /// of three or more backquotes or tildes on lines of their own.
    ///
    /// Backquotes that are not closed in their paragraph are none, and one behind a
    /// backslash opens nothing. A fence may stand in a quotation or a list item; one that is
    /// not closed goes to the end of the text. Code that is only indented is not found.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    ///
    /// let text = "变量`发`和\n```\n头 = 1\n```\n发";
    /// let found = Protector::new().code().find(text);
    /// assert_eq!(&text[found[0].range.clone()], "`发`");
    /// assert_eq!(&text[found[1].range.clone()], "```\n头 = 1\n```\n");
    /// ```
    pub fn code(self) -> Self {
        self.and(Kind::Code)
    }

    /// Finds language converter markup of `MediaWiki`, and what stands for it in the form
    /// that `config` gives.
    ///
    /// `-{text}-` and `-{R|text}-` become their text. `-{zh-hans:甲;zh-hant:乙}-` becomes
    /// the text of the wanted variant, or of the first that `MediaWiki` takes in its place:
    ///
    /// | conversions | variants |
    /// |---|---|
    /// | to Simplified | `zh-hans`, `zh-cn`, `zh-sg`, `zh-my` |
    /// | to Simplified, with Mainland phrases | `zh-cn`, `zh-hans`, `zh-sg`, `zh-my` |
    /// | to Traditional | `zh-hant`, `zh-tw`, `zh-hk`, `zh-mo` |
    /// | to Taiwan's forms | `zh-tw`, `zh-hant`, `zh-hk`, `zh-mo` |
    /// | to Hong Kong's forms | `zh-hk`, `zh-mo`, `zh-hant`, `zh-tw` |
    /// | to Japanese | none |
    ///
    /// Markup in the text is resolved likewise. All else stays as it is: markup with no
    /// text for any of these, with other flags, or with one-way rules (`=>`). What is not
    /// closed is no markup.
    ///
    /// So rules that `MediaWiki` takes for the rest of a page, `-{A|...}-` and `-{H|...}-`,
    /// or takes back, `-{-|...}-`, change nothing here, and a title (`T`), a list of rules
    /// (`D`) or the name of a variant (`N`) is not made. A program that reads a page's rules
    /// can give them as a [`UserDictionary`](crate::user_dictionary::UserDictionary) of
    /// [`Level::Lock`](crate::user_dictionary::Level::Lock).
    ///
    /// To keep all markup as it is, take only the ranges of what is found.
    ///
    /// # Complexity
    /// O(n) for n bytes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    /// use jianfan::{Config, Converter};
    ///
    /// let converter = Converter::new(Config::S2tw);
    /// let protector = Protector::new().wiki(Config::S2tw);
    /// let text = "-{zh-cn:出租车;zh-tw:計程車;zh-hk:的士}-司机叫-{谷}-发";
    /// let found = protector.find(text);
    /// assert_eq!(converter.convert_protecting(text, found.clone()), "計程車司機叫谷發");
    ///
    /// let ranges = found.into_iter().map(|markup| markup.range);
    /// assert_eq!(
    ///     converter.convert_protecting(text, ranges),
    ///     "-{zh-cn:出租车;zh-tw:計程車;zh-hk:的士}-司機叫-{谷}-發"
    /// );
    /// ```
    pub fn wiki(self, config: Config) -> Self {
        self.and(Kind::Wiki(config))
    }

    /// Finds what a regular expression of the crate `regex`, version 1, matches, but for
    /// empty matches. Needs the feature `regex`.
    ///
    /// # Complexity
    /// That of the expression; see the crate `regex`.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    /// use regex::Regex;
    ///
    /// let text = "发{发}发";
    /// let found = Protector::new().pattern(Regex::new(r"\{[^}]*\}")?).find(text);
    /// assert_eq!(&text[found[0].range.clone()], "{发}");
    /// # Ok::<(), regex::Error>(())
    /// ```
    #[cfg(feature = "regex")]
    pub fn pattern(self, pattern: regex::Regex) -> Self {
        self.and(Kind::Pattern(pattern))
    }

    fn and(mut self, kind: Kind) -> Self {
        self.kinds.push(kind);
        self
    }

    /// All that is found in `text`, in order and without overlaps: for
    /// [`Converter::convert_protecting`](crate::Converter::convert_protecting).
    ///
    /// # Complexity
    /// That of all kinds together, and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    ///
    /// let found = Protector::new().urls().find("ftp://example.org");
    /// assert_eq!(found, [(0..17).into()]);
    /// ```
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Vec<Protected<'t>> {
        let found = self.kinds.iter().flat_map(|kind| kind.find(text));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|Protected { range, .. }| (range.start, Reverse(range.end)));
        let mut done = 0;
        found.retain(|Protected { range, .. }| {
            let counts = range.start >= done;
            if counts {
                done = range.end;
            }
            counts
        });
        found
    }

    /// All that is found in `text` where some ranges are not looked at: for
    /// [`Converter::convert_marked`](crate::Converter::convert_marked) with the same
    /// transparent ranges.
    ///
    /// What is found may have such ranges in it, but none at its ends.
    ///
    /// # Complexity
    /// As for [`find`](Self::find), and O(r log r) for r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::markup::Protector;
    ///
    /// let protector = Protector::new().terms(["小红书"]);
    /// assert!(protector.find("<b>小</b>红书").is_empty());
    /// assert_eq!(protector.find_between("<b>小</b>红书", [0..3, 6..10]), [(3..16).into()]);
    /// ```
    #[must_use]
    pub fn find_between(
        &self,
        text: &str,
        transparent: impl IntoIterator<Item = Range<usize>>,
    ) -> Vec<Protected<'static>> {
        let stripped = Stripped::new(text, transparent);
        let found = self.find(&stripped.rest).into_iter();
        let found = found.map(|Protected { range, instead }| Protected {
            range: stripped.source(&range),
            instead: instead.map(|text| text.into_owned().into()),
        });
        found.collect()
    }
}

impl Kind {
    fn find<'t>(&self, text: &'t str) -> Vec<Protected<'t>> {
        let ranges = match self {
            Self::Terms(terms) => terms.find(text),
            Self::Urls => urls::find(text),
            Self::Emails => emails::find(text),
            Self::Code => code::find(text),
            Self::Wiki(config) => return wiki::find(text, *config),
            #[cfg(feature = "regex")]
            Self::Pattern(pattern) => {
                let ranges = pattern.find_iter(text).map(|found| found.range());
                ranges.filter(|range| !range.is_empty()).collect()
            }
        };
        ranges.into_iter().map(Protected::from).collect()
    }
}
