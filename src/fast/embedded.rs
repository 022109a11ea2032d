//! The built-in tables: sections of the bundle, each a static of its own, so that
//! a program keeps only those of the conversions it names.

use super::charmap::CharMap;
use super::charset::CharSet;
use super::chartable::CharTable;
use super::codes::Codes;
use super::compound::Pass::{Mapped, Matched};
use super::compound::{Compound, Matching, Tables};
use super::edges::Edges;
use super::flat::{ALONE, FlatStage};
use super::folding::Folding;
use super::table::Table;
use super::trie::Trie;
use super::words::Words;
use crate::chain::Pipeline;
use crate::config::Config;
use crate::dictionary::Bundle;
use crate::tofu::Tofu;

/// Cuts a section out of the bundle while compiling.
macro_rules! section {
    ($($name:literal),+) => {{
        const PLACE: (usize, usize) = Bundle::embedded().place(concat!($($name),+));
        static BYTES: [u8; PLACE.1] = *Bundle::embedded()
            .as_bytes()
            .split_at(PLACE.0)
            .1
            .first_chunk()
            .expect("the section lies within the bundle");
        &BYTES
    }};
}

macro_rules! stage {
    ($name:literal) => {
        FlatStage {
            phrases: Trie::new(section!($name, ".units"), CODES),
            values: section!($name, ".values"),
            conversion: ALONE,
            characters: CharTable::new(section!($name, ".characters")),
        }
    };
}

const CODES: Codes<'static> = Codes::new(section!("codes.numbers"), section!("codes.others"));

const CHANGING: CharSet<'static> = CharSet::new(section!("changing.bits"));

const N: FlatStage<'static> = stage!("N");
const ST: FlatStage<'static> = stage!("ST");
const TS: FlatStage<'static> = stage!("TS");
const TS_TOFU: FlatStage<'static> = stage!("TS+tofu");
const TW: FlatStage<'static> = stage!("TW");
const TWP: FlatStage<'static> = stage!("TWP");
const HK: FlatStage<'static> = stage!("HK");
const HKP: FlatStage<'static> = stage!("HKP");
const TW_REV: FlatStage<'static> = stage!("TWRev");
const TWP_REV: FlatStage<'static> = stage!("TWPRev");
const HK_REV: FlatStage<'static> = stage!("HKRev");
const HKP_REV: FlatStage<'static> = stage!("HKPRev");
const JP: FlatStage<'static> = stage!("JP");
const JP_REV: FlatStage<'static> = stage!("JPRev");
/// What conversions with the same first stage share.
#[derive(Clone, Copy)]
struct Family {
    filter: &'static [u8],
    buckets: &'static [u8],
    rows: &'static [u8],
    edges: &'static [u8],
}

macro_rules! family {
    ($name:literal) => {
        Family {
            filter: section!($name, ".filter"),
            buckets: section!($name, ".buckets"),
            rows: section!($name, ".rows"),
            edges: section!($name, ".edges"),
        }
    };
}

const FROM_ST: Family = family!("ST");
const FROM_TS: Family = family!("TS");
const FROM_TW: Family = family!("TW");
const FROM_HK: Family = family!("HK");
const FROM_TW_REV: Family = family!("TWRev");
const FROM_TWP_REV: Family = family!("TWPRev");
const FROM_HK_REV: Family = family!("HKRev");
const FROM_HKP_REV: Family = family!("HKPRev");
const FROM_JP: Family = family!("JP");
const FROM_JP_REV: Family = family!("JPRev");

// With rare forms a conversion has the same entries: those characters are odd.
const S2T_MAP: CharMap<'static> = CharMap::new(section!("s2t.entries"));
const S2TW_MAP: CharMap<'static> = CharMap::new(section!("s2tw.entries"));
const S2TWP_MAP: CharMap<'static> = CharMap::new(section!("s2twp.entries"));
const S2HK_MAP: CharMap<'static> = CharMap::new(section!("s2hk.entries"));
const S2HKP_MAP: CharMap<'static> = CharMap::new(section!("s2hkp.entries"));
const T2S_MAP: CharMap<'static> = CharMap::new(section!("t2s.entries"));
const T2TW_MAP: CharMap<'static> = CharMap::new(section!("t2tw.entries"));
const T2HK_MAP: CharMap<'static> = CharMap::new(section!("t2hk.entries"));
const T2JP_MAP: CharMap<'static> = CharMap::new(section!("t2jp.entries"));
const TW2S_MAP: CharMap<'static> = CharMap::new(section!("tw2s.entries"));
const TW2SP_MAP: CharMap<'static> = CharMap::new(section!("tw2sp.entries"));
const TW2T_MAP: CharMap<'static> = CharMap::new(section!("tw2t.entries"));
const HK2S_MAP: CharMap<'static> = CharMap::new(section!("hk2s.entries"));
const HK2SP_MAP: CharMap<'static> = CharMap::new(section!("hk2sp.entries"));
const HK2T_MAP: CharMap<'static> = CharMap::new(section!("hk2t.entries"));
const JP2T_MAP: CharMap<'static> = CharMap::new(section!("jp2t.entries"));

/// The folding of all forms into one.
pub(crate) fn folding() -> &'static Folding<'static> {
    static FOLDING: Folding<'static> =
        Folding::new(section!("folding.entries"), section!("folding.others"));
    &FOLDING
}

macro_rules! tables {
    ($(
        $config:ident, $tofu:pat, $static:ident = $name:literal, $entries:ident,
        $family:ident[$number:literal], $(by $by:ident[$segment:literal],)? [$($stage:ident),+];
    )+
    [passes]
    $(
        $compounded:ident, $tofus:pat, $compound:ident = $($way:ident($pass:expr)),+;
    )+) => {
        $(
            static $static: Table<'static> = {
                const STAGES: &[FlatStage<'static>] = &[$($stage),+];
                const BY: &[FlatStage<'static>] = &[$($by.segments($segment))?];
                Table {
                    config: Config::$config,
                    map: $entries,
                    undecided: CharTable::new(section!($name, ".undecided")),
                    changing: CHANGING,
                    words: Words::new($family.filter, $family.buckets, $family.rows, $number),
                    edges: Edges::new($family.edges),
                    phrases: match BY.first() {
                        Some(segmentation) => *segmentation,
                        None => STAGES[0].phrases_only(),
                    },
                    pipeline: Pipeline {
                        normalization: Some(&N),
                        segmentation: BY.first(),
                        stages: STAGES,
                    },
                    sequence_reach: u32::from_le_bytes(*section!($name, ".reach")) as usize,
                }
            };
        )+

        $(
            static $compound: Compound = Compound {
                config: Config::$compounded,
                passes: &[$($way($pass)),+],
            };
        )+

        /// The tables of a conversion.
        ///
        /// Inlined, so that a program that names its conversion in the code
        /// carries no other's tables.
        #[inline]
        pub(crate) fn tables(config: Config, tofu: Tofu) -> Tables {
            match (config, tofu) {
                $((Config::$config, $tofu) => Tables::Own(&$static),)+
                $((Config::$compounded, $tofus) => Tables::Others(&$compound),)+
            }
        }
    };
}

/// Stages that match everywhere.
macro_rules! matching {
    ($($stage:ident),+) => {{
        static MATCHING: Matching = Pipeline {
            normalization: Some(&N),
            segmentation: None,
            stages: &[$($stage),+],
        };
        &MATCHING
    }};
}

tables! {
    S2t, _, S2T = "s2t", S2T_MAP, FROM_ST[0], [ST];
    S2tw, _, S2TW = "s2tw", S2TW_MAP, FROM_ST[1], by ST[0], [ST, TW];
    S2twp, _, S2TWP = "s2twp", S2TWP_MAP, FROM_ST[2], by ST[1], [ST, TWP];
    S2hk, _, S2HK = "s2hk", S2HK_MAP, FROM_ST[3], by ST[2], [ST, HK];
    S2hkp, _, S2HKP = "s2hkp", S2HKP_MAP, FROM_ST[4], by ST[3], [ST, HKP];
    T2s, Tofu::Drop, T2S = "t2s", T2S_MAP, FROM_TS[0], [TS];
    T2s, Tofu::Include, T2S_TOFU = "t2s+tofu", T2S_MAP, FROM_TS[1], [TS_TOFU];
    T2tw, _, T2TW = "t2tw", T2TW_MAP, FROM_TW[0], [TW];
    T2hk, _, T2HK = "t2hk", T2HK_MAP, FROM_HK[0], [HK];
    T2jp, _, T2JP = "t2jp", T2JP_MAP, FROM_JP_REV[0], [JP_REV];
    Tw2s, Tofu::Drop, TW2S = "tw2s", TW2S_MAP, FROM_TW_REV[0], by TS[0], [TW_REV, TS];
    Tw2s, Tofu::Include, TW2S_TOFU = "tw2s+tofu", TW2S_MAP, FROM_TW_REV[1], by TS_TOFU[0], [TW_REV, TS_TOFU];
    Tw2sp, Tofu::Drop, TW2SP = "tw2sp", TW2SP_MAP, FROM_TWP_REV[0], by TS[1], [TWP_REV, TS];
    Tw2sp, Tofu::Include, TW2SP_TOFU = "tw2sp+tofu", TW2SP_MAP, FROM_TWP_REV[1], by TS_TOFU[1], [TWP_REV, TS_TOFU];
    Tw2t, _, TW2T = "tw2t", TW2T_MAP, FROM_TW_REV[2], [TW_REV];
    Hk2s, Tofu::Drop, HK2S = "hk2s", HK2S_MAP, FROM_HK_REV[0], by TS[2], [HK_REV, TS];
    Hk2s, Tofu::Include, HK2S_TOFU = "hk2s+tofu", HK2S_MAP, FROM_HK_REV[1], by TS_TOFU[2], [HK_REV, TS_TOFU];
    Hk2sp, Tofu::Drop, HK2SP = "hk2sp", HK2SP_MAP, FROM_HKP_REV[0], by TS[3], [HKP_REV, TS];
    Hk2sp, Tofu::Include, HK2SP_TOFU = "hk2sp+tofu", HK2SP_MAP, FROM_HKP_REV[1], by TS_TOFU[3], [HKP_REV, TS_TOFU];
    Hk2t, _, HK2T = "hk2t", HK2T_MAP, FROM_HK_REV[2], [HK_REV];
    Jp2t, _, JP2T = "jp2t", JP2T_MAP, FROM_JP[0], [JP];

    [passes]
    T2twp, _, T2TWP = Matched(matching!(TWP));
    T2hkp, _, T2HKP = Matched(matching!(HKP));
    Tw2tp, _, TW2TP = Matched(matching!(TWP_REV));
    Tw2hk, _, TW2HK = Mapped(&TW2T), Mapped(&T2HK);
    Tw2hkp, _, TW2HKP = Matched(matching!(TWP_REV, HKP));
    Hk2tp, _, HK2TP = Matched(matching!(HKP_REV));
    Hk2tw, _, HK2TW = Mapped(&HK2T), Mapped(&T2TW);
    Hk2twp, _, HK2TWP = Matched(matching!(HKP_REV, TWP));
    S2jp, _, S2JP = Mapped(&S2T), Mapped(&T2JP);
    Tw2jp, _, TW2JP = Mapped(&TW2T), Mapped(&T2JP);
    Hk2jp, _, HK2JP = Mapped(&HK2T), Mapped(&T2JP);
    Jp2s, Tofu::Drop, JP2S = Mapped(&JP2T), Mapped(&T2S);
    Jp2s, Tofu::Include, JP2S_TOFU = Mapped(&JP2T), Mapped(&T2S_TOFU);
    Jp2tw, _, JP2TW = Mapped(&JP2T), Mapped(&T2TW);
    Jp2hk, _, JP2HK = Mapped(&JP2T), Mapped(&T2HK);
}
