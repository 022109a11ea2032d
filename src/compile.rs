//! From the text of the dictionaries to the bundle that is checked in.
//!
//! Only tools and tests need this; programs that convert text do not.

mod context;
mod folding;
mod forms;
mod listed;
mod local;
mod shares;
mod vocabulary;

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::chain::{Chain, Group, Node, STAGES};
use crate::config::Config;
use crate::dictionary::{BundleWriter, Dictionary, Entries, Name, reversal_of, reverse};
use crate::error::ParseError;
use crate::fast::{CharSet, CodesBytes, Derived, Folding, StageBytes, Weights};
use crate::tofu::Tofu;

pub use context::{WordLists, WordTables};

/// Keys of fewer characters hold no segment together.
const SHORTEST_REGIONAL_KEY: usize = 3;

/// All built-in dictionaries as entries: those that are stored as text, and
/// those that are derived from them.
///
/// # Examples
/// ```no_run
/// use jianfan::compile::Sources;
///
/// let sources = Sources::read(|name| std::fs::read_to_string(format!("dicts/opencc/{name}.txt")))?;
/// let bundle = sources.compile();
/// # Ok::<(), jianfan::compile::SourceError<std::io::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sources {
    entries: BTreeMap<Name, Entries>,
}

/// Why the sources cannot be had.
///
/// # Examples
/// ```
/// use jianfan::compile::Sources;
///
/// let error = Sources::read(|_| Err("no such file")).unwrap_err();
/// assert_eq!(error.to_string(), "CJK_Compatibility_Ideographs.txt: no such file");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum SourceError<E> {
    /// A dictionary's text cannot be read.
    Read(Name, E),
    /// A line is not an entry.
    Parse(ParseError),
}

impl<E: std::fmt::Display> std::fmt::Display for SourceError<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Read(name, error) => write!(f, "{name}.txt: {error}"),
            Self::Parse(error) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error> std::error::Error for SourceError<E> {}

impl Sources {
    /// Reads the stored dictionaries with `read` and derives the others.
    ///
    /// # Errors
    /// The first text that cannot be read or has a line that is no entry.
    ///
    /// # Examples
    /// ```
    /// use jianfan::compile::Sources;
    /// use jianfan::dictionary::{Bundle, Name};
    ///
    /// // The text that the embedded bundle was compiled from, got back from it.
    /// let text = |name: Name| {
    ///     let dictionary = Bundle::embedded().dictionary(name)?;
    ///     Ok::<_, jianfan::BundleError>(dictionary.entries().to_text())
    /// };
    /// let sources = Sources::read(text)?;
    /// assert!(sources.entries(Name::TwPhrases).iter().count() > 800);
    /// # Ok::<(), jianfan::compile::SourceError<jianfan::BundleError>>(())
    /// ```
    pub fn read<E>(
        mut read: impl FnMut(Name) -> Result<String, E>,
    ) -> Result<Self, SourceError<E>> {
        let mut entries = BTreeMap::new();
        for name in Name::ALL.into_iter().filter(|name| !name.is_derived()) {
            let text = read(name).map_err(|error| SourceError::Read(name, error))?;
            let parsed =
                Entries::parse(&format!("{name}.txt"), &text).map_err(SourceError::Parse)?;
            entries.insert(name, parsed);
        }
        let mut sources = Self { entries };
        sources.derive();
        Ok(sources)
    }

    fn derive(&mut self) {
        for name in Name::ALL {
            if let Some((original, preferred)) = reversal_of(name) {
                let reversed = reverse(self.entries(original), preferred);
                self.entries.insert(name, reversed);
            }
        }
        let regional = self.regional_keys();
        self.entries.insert(Name::StPhrasesFromRegional, regional);
    }

    /// The regional phrases in the spelling they have before any conversion.
    fn regional_keys(&self) -> Entries {
        let to_simplified = self.chain(Config::T2s, Tofu::Include);
        let mut keys = BTreeMap::new();
        for name in [Name::HkPhrases, Name::TwPhrases] {
            for entry in self.entries(name) {
                let key = to_simplified.convert(&entry.key);
                if key.chars().count() >= SHORTEST_REGIONAL_KEY {
                    keys.entry(key).or_insert_with(|| vec![entry.key.clone()]);
                }
            }
        }
        keys.into_iter().collect()
    }

    /// The entries of a dictionary.
    ///
    /// # Examples
    /// ```
    /// use jianfan::compile::Sources;
    /// use jianfan::dictionary::{Bundle, Name};
    ///
    /// // The text that the embedded bundle was compiled from, got back from it.
    /// let text = |name: Name| {
    ///     let dictionary = Bundle::embedded().dictionary(name)?;
    ///     Ok::<_, jianfan::BundleError>(dictionary.entries().to_text())
    /// };
    /// let sources = Sources::read(text)?;
    /// let reversed = sources.entries(Name::TwVariantsRev).iter();
    /// assert!(reversed.clone().any(|entry| entry.key == "裡" && entry.values == ["裏"]));
    /// # Ok::<(), jianfan::compile::SourceError<jianfan::BundleError>>(())
    /// ```
    #[must_use]
    pub fn entries(&self, name: Name) -> &Entries {
        &self.entries[&name]
    }

    /// Compiles everything into one bundle.
    ///
    /// The same sources give the same bytes, on every machine.
    ///
    /// # Complexity
    /// Some seconds: the tables of every conversion are derived.
    #[must_use]
    pub fn compile(&self) -> Vec<u8> {
        let mut writer = BundleWriter::default();
        for (&name, entries) in &self.entries {
            writer.dictionary(name, entries);
        }
        let stages: Vec<(String, Node, Tofu, Group<'_>)> = STAGES
            .into_iter()
            .flat_map(|(name, node)| {
                variants(node.has_tofu()).map(move |variant| (name, node, variant))
            })
            .map(|(name, node, (tofu, suffix))| {
                let Ok(group) = Group::build(&node, tofu, &mut self.loader());
                (format!("{name}{suffix}"), node, tofu, group)
            })
            .collect();
        let codes = CodesBytes::new(stages.iter().map(|(.., group)| group));
        let codes = codes.expect("the built-in keys have few characters");
        writer.sections("codes", codes.sections());
        let conversions = self.conversions();
        for (name, node, tofu, group) in &stages {
            let cut = conversions.iter().filter(|c| c.is_cut_by(node, *tofu));
            let chains: Vec<&Chain<'_>> = cut.map(|conversion| &conversion.chain).collect();
            let stage =
                StageBytes::compile(group, &codes, &chains).expect("the built-in stages fit");
            writer.sections(name, stage.sections());
        }
        let weights = self.weights();
        let odd = self.rare_characters();
        let mut families: BTreeMap<&str, Vec<Derived>> = BTreeMap::new();
        for config in Config::OPENCC {
            let stages = config.definition().stages;
            let mut entries = None;
            for Conversion { suffix, chain, .. } in
                conversions.iter().filter(|c| c.config == config)
            {
                let derived = Derived::new(chain, &weights, &odd).expect("the built-in chains fit");
                writer.sections(&format!("{config}{suffix}"), derived.sections());
                match &entries {
                    None => writer.sections(config.name(), [derived.entries()]),
                    Some(known) => assert_eq!(*known, derived.entries(), "rare forms are odd"),
                }
                entries = Some(derived.entries());
                let family = STAGES.iter().find(|(_, node)| *node == stages[0]);
                let (name, _) = family.expect("all stages are listed");
                families.entry(name).or_default().push(derived);
            }
        }
        let changing = families.values().flatten().flat_map(Derived::changing);
        let changing = CharSet::section(&changing.copied().collect());
        writer.sections("changing", [changing]);
        for (name, family) in families {
            let sections = Derived::shared_sections(&family, &weights);
            let sections = sections.expect("the built-in phrases fit");
            writer.sections(name, sections);
        }
        let folding = Folding::sections(&self.folding());
        writer.sections(
            "folding",
            folding.expect("the built-in characters have entries"),
        );
        writer.finish()
    }

    /// The conversions that have tables of their own, with rare forms and without where
    /// that differs.
    fn conversions(&self) -> Vec<Conversion> {
        let of = |config: Config| {
            let has_tofu = config.definition().stages.iter().any(Node::has_tofu);
            variants(has_tofu).map(move |(tofu, suffix)| Conversion {
                config,
                tofu,
                suffix,
                chain: self.chain(config, tofu),
            })
        };
        Config::OPENCC.into_iter().flat_map(of).collect()
    }

    /// The chain of a conversion, over dictionaries compiled from these sources.
    fn chain(&self, config: Config, tofu: Tofu) -> Chain<'static> {
        let Ok(chain) = Chain::build(config.definition(), tofu, self.loader());
        chain
    }

    fn loader(&self) -> impl FnMut(Name) -> Result<Dictionary<'static>, Infallible> {
        |name| Ok(Dictionary::compile(self.entries(name)))
    }

    /// The characters that have rare forms. Being odd in every table, they leave
    /// the entries the same whether those forms are used or not.
    fn rare_characters(&self) -> Vec<char> {
        let entries = self.entries(Name::TsCharactersExt);
        entries.iter().flat_map(|entry| entry.key.chars()).collect()
    }

    /// Frequencies of Traditional characters come from those they are simplified to.
    fn weights(&self) -> Weights {
        let character = |text: &str| text.chars().next();
        let simplifications = self.entries(Name::TsCharacters).iter();
        Weights::new(
            simplifications.filter_map(|entry| {
                Some((character(&entry.key)?, character(entry.default_value())?))
            }),
        )
    }
}

/// A conversion whose tables are compiled.
struct Conversion {
    config: Config,
    tofu: Tofu,
    /// What the names of its tables end in.
    suffix: &'static str,
    chain: Chain<'static>,
}

impl Conversion {
    /// Whether it cuts text into segments where a stage has phrases.
    fn is_cut_by(&self, stage: &Node, tofu: Tofu) -> bool {
        let segmentation = self.config.definition().segmentation;
        self.tofu == tofu && segmentation.is_some_and(|node| stage.starts_with(&node))
    }
}

/// The settings for which tables differ, with what their names end in.
fn variants(has_tofu: bool) -> impl Iterator<Item = (Tofu, &'static str)> {
    let rare = has_tofu.then_some((Tofu::Include, "+tofu"));
    std::iter::once((Tofu::Drop, "")).chain(rare)
}
