//! The conversions, written down.
//!
//! Those that OpenCC has are as it has them. The others are OpenCC's stages too: from
//! one form to its Traditional, from there to the other form. None of these has a
//! segmentation. OpenCC's has two uses: to keep Simplified words together on their way
//! to regional forms, and to keep the few Traditional phrases apart whose characters
//! are simplified otherwise. Traditional text that stays Traditional or Japanese needs
//! neither, and `t2tw`, `tw2t`, `t2jp` have none; a text that has passed through
//! `jp2t` or `s2t` whole is such a text, or is what `t2s` reads, which has none either.

use crate::config::Config;
use crate::dictionary::Name;

/// A group of dictionaries by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Leaf(Name),
    /// A dictionary whose values many fonts cannot draw: left out of stages
    /// unless asked for.
    Tofu(Name),
    ShortCircuit(&'static [Node]),
    Union(&'static [Node]),
}

/// What a conversion does, after the normalization that all have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Definition {
    pub(crate) segmentation: Option<Node>,
    pub(crate) stages: &'static [Node],
}

use Name as N;
use Node::{Leaf, ShortCircuit, Tofu, Union};

pub(crate) const NORMALIZATION: Node = Leaf(N::CjkCompatibilityIdeographs);

const G: Node = Union(&[Leaf(N::StPhrases), Leaf(N::StPhrasesFromRegional)]);
const ST: Node = ShortCircuit(&[G, Leaf(N::StCharacters)]);
const TS: Node = ShortCircuit(&[
    Leaf(N::TsPhrases),
    Tofu(N::TsCharactersExt),
    Leaf(N::TsCharacters),
]);
const TW: Node = ShortCircuit(&[Leaf(N::TwVariantsPhrases), Leaf(N::TwVariants)]);
const TWP: Node = ShortCircuit(&[
    Leaf(N::TwPhrases),
    Leaf(N::TwVariantsPhrases),
    Leaf(N::TwVariants),
]);
const HK: Node = ShortCircuit(&[Leaf(N::HkVariantsPhrases), Leaf(N::HkVariants)]);
const HKP: Node = ShortCircuit(&[
    Leaf(N::HkPhrases),
    Leaf(N::HkVariantsPhrases),
    Leaf(N::HkVariants),
]);
const TW_REV: Node = ShortCircuit(&[Leaf(N::TwVariantsRevPhrases), Leaf(N::TwVariantsRev)]);
const TWP_REV: Node = ShortCircuit(&[
    Leaf(N::TwPhrasesRev),
    Leaf(N::TwVariantsRevPhrases),
    Leaf(N::TwVariantsRev),
]);
const HK_REV: Node = ShortCircuit(&[Leaf(N::HkVariantsRevPhrases), Leaf(N::HkVariantsRev)]);
const HKP_REV: Node = ShortCircuit(&[
    Leaf(N::HkPhrasesRev),
    Leaf(N::HkVariantsRevPhrases),
    Leaf(N::HkVariantsRev),
]);
const JP: Node = ShortCircuit(&[Leaf(N::JpShinjitaiPhrases), Leaf(N::JpShinjitaiCharacters)]);
const JP_REV: Node = Leaf(N::JpShinjitaiCharactersRev);

/// All stages of the conversions, the normalization too, with the names
/// of their compiled tables.
pub(crate) const STAGES: [(&str, Node); 13] = [
    ("N", NORMALIZATION),
    ("ST", ST),
    ("TS", TS),
    ("TW", TW),
    ("TWP", TWP),
    ("HK", HK),
    ("HKP", HKP),
    ("TWRev", TW_REV),
    ("TWPRev", TWP_REV),
    ("HKRev", HK_REV),
    ("HKPRev", HKP_REV),
    ("JP", JP),
    ("JPRev", JP_REV),
];

impl Node {
    /// Whether `node` is among its first members, which decide what it matches first.
    pub(crate) fn starts_with(&self, node: &Self) -> bool {
        match self {
            Leaf(_) | Tofu(_) | Union(_) => self == node,
            ShortCircuit(members) => members.first().is_some_and(|first| first.starts_with(node)),
        }
    }

    /// Whether it gives other results with rare forms included.
    pub(crate) fn has_tofu(&self) -> bool {
        match self {
            Tofu(_) => true,
            Leaf(_) => false,
            ShortCircuit(members) | Union(members) => members.iter().any(Self::has_tofu),
        }
    }
}

impl Config {
    /// The name that [`STAGES`] has for a step; step 0 is the normalization.
    pub(crate) fn step_name(self, step: usize) -> &'static str {
        let stages = std::iter::once(&NORMALIZATION).chain(self.definition().stages);
        let named = stages.map(|node| STAGES.iter().find(|(_, stage)| stage == node));
        named.flatten().nth(step).map_or("", |(name, _)| name)
    }

    pub(crate) const fn definition(self) -> Definition {
        const BY_ST: Option<Node> = Some(G);
        const BY_TS: Option<Node> = Some(Leaf(N::TsPhrases));
        let (segmentation, stages): (Option<Node>, &'static [Node]) = match self {
            Config::S2t => (None, &[ST]),
            Config::S2tw => (BY_ST, &[ST, TW]),
            Config::S2twp => (BY_ST, &[ST, TWP]),
            Config::S2hk => (BY_ST, &[ST, HK]),
            Config::S2hkp => (BY_ST, &[ST, HKP]),
            Config::T2s => (None, &[TS]),
            Config::T2tw => (None, &[TW]),
            Config::T2hk => (None, &[HK]),
            Config::T2jp => (None, &[JP_REV]),
            Config::Tw2s => (BY_TS, &[TW_REV, TS]),
            Config::Tw2sp => (BY_TS, &[TWP_REV, TS]),
            Config::Tw2t => (None, &[TW_REV]),
            Config::Hk2s => (BY_TS, &[HK_REV, TS]),
            Config::Hk2sp => (BY_TS, &[HKP_REV, TS]),
            Config::Hk2t => (None, &[HK_REV]),
            Config::Jp2t => (None, &[JP]),
            Config::T2twp => (None, &[TWP]),
            Config::T2hkp => (None, &[HKP]),
            Config::Tw2tp => (None, &[TWP_REV]),
            Config::Tw2hk => (None, &[TW_REV, HK]),
            Config::Tw2hkp => (None, &[TWP_REV, HKP]),
            Config::Hk2tp => (None, &[HKP_REV]),
            Config::Hk2tw => (None, &[HK_REV, TW]),
            Config::Hk2twp => (None, &[HKP_REV, TWP]),
            Config::S2jp => (None, &[ST, JP_REV]),
            Config::Tw2jp => (None, &[TW_REV, JP_REV]),
            Config::Hk2jp => (None, &[HK_REV, JP_REV]),
            Config::Jp2s => (None, &[JP, TS]),
            Config::Jp2tw => (None, &[JP, TW]),
            Config::Jp2hk => (None, &[JP, HK]),
        };
        Definition {
            segmentation,
            stages,
        }
    }
}
