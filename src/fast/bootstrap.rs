//! Stands in for `embedded.rs` while the bundle is made for the first time in a
//! new format, with `--cfg jianfan_bootstrap`.

use super::compound::Tables;
use super::folding::Folding;
use crate::config::Config;
use crate::tofu::Tofu;

pub(crate) fn tables(config: Config, _tofu: Tofu) -> Tables {
    unreachable!("{config}: compiling dictionaries needs no built-in table")
}

pub(crate) fn folding() -> &'static Folding<'static> {
    unreachable!("compiling dictionaries folds no text")
}
