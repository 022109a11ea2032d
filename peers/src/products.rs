//! What jianfan is part of when it is shipped: two small programs and the package.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::record::Product;
use crate::systems::jianfan;

/// The sizes of those that are built.
///
/// # Errors
/// If the place of this program is not known.
pub fn measure() -> Result<Vec<Product>> {
    let titles = [
        ("a program with one conversion", example("one_config")?),
        ("a program with all conversions", example("all_configs")?),
        ("the package, compressed", package()?),
    ];
    let sized = titles.into_iter().filter_map(|(title, path)| {
        let size = fs::metadata(path).ok()?.len();
        Some(Product {
            title: title.to_owned(),
            size,
        })
    });
    Ok(sized.collect())
}

/// Where cargo puts an example: in a folder beside this program.
pub(crate) fn example(name: &str) -> Result<PathBuf> {
    let here = env::current_exe()?;
    let examples = here.with_file_name("examples");
    Ok(examples.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// Where cargo puts the package: in a folder beside that of this program.
fn package() -> Result<PathBuf> {
    let name = jianfan::SYSTEM.title().replace(' ', "-");
    let here = env::current_exe()?;
    Ok(here
        .with_file_name("../package")
        .join(format!("{name}.crate")))
}
