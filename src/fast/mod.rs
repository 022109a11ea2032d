//! The fast engine: map first, repair where it matters.
//!
//! Most text comes out as its characters do one by one. So every character is
//! mapped, and only where two neighbours stand in a phrase that would come out
//! otherwise (a *trigger*) its result is put in its place, or a window around it is
//! converted by the exact matching. Words and windows start and end where no match
//! of any stage straddles, so their results are those of the whole text.

mod charmap;
mod charset;
mod chartable;
mod codes;
mod compatibility;
mod compound;
mod crowd;
mod cut;
mod derive;
mod edges;
#[cfg_attr(jianfan_bootstrap, path = "bootstrap.rs")]
pub(crate) mod embedded;
mod exact;
mod finder;
mod flat;
mod flatten;
mod folding;
#[cfg_attr(jianfan_safe, path = "kernel_safe.rs")]
mod kernel;
mod keys;
mod mapping;
mod pairs;
mod palette;
mod pass;
pub(crate) mod raw;
mod reach;
mod results;
mod stage;
mod stops;
mod table;
mod trace;
mod trie;
mod triggers;
mod watch;
mod weights;
mod window;
mod words;

pub(crate) use charset::CharSet;
pub(crate) use codes::{Codes, CodesBytes};
pub(crate) use compound::{Compound, Matching, Pass, Tables};
pub(crate) use derive::Derived;
pub(crate) use edges::SEEN;
pub(crate) use folding::Folding;
pub(crate) use keys::Replacement;
pub(crate) use pairs::hash as pair_hash;
pub(crate) use stage::StageBytes;
pub(crate) use stops::Stops;
pub(crate) use table::Table;
pub(crate) use trace::changes_by_character;
pub(crate) use watch::{Watched, first_match_near};
pub(crate) use weights::Weights;
