//! `cargo xtask dicts`: compiles the dictionaries' text into the bundle and the table of forms.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use jianfan::compile::Sources;
use jianfan::dictionary::{Bundle, Name};

use crate::{lint, words};

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask stands in the project's folder")
}

/// The text of a stored dictionary.
pub(crate) fn text_path(name: Name) -> PathBuf {
    root().join(format!("dicts/opencc/{name}.txt"))
}

fn bundle_path() -> PathBuf {
    root().join("dicts/jianfan.bundle")
}

fn forms_path() -> PathBuf {
    root().join("dicts/forms.table")
}

/// The dictionaries' text.
pub(crate) fn sources() -> Result<Sources> {
    Sources::read(|name| fs::read_to_string(text_path(name)))
        .context("cannot read the dictionaries' text")
}

/// All compiled files, the bundle first: path and bytes of each.
fn compile() -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let sources = sources()?;
    let mut files = vec![
        (bundle_path(), sources.compile()),
        (forms_path(), sources.compile_forms()),
    ];
    files.extend(words::compile(&sources)?);
    Ok(files)
}

/// Writes the bundle and the tables beside it anew.
pub(crate) fn write() -> Result<()> {
    lint::reject_errors(&lint::findings()?)?;
    let files = compile()?;
    for (name, len) in Bundle::open(&files[0].1)?.sections() {
        println!("{len:>9}  {name}");
    }
    for (path, bytes) in files {
        let temporary = path.with_extension("new");
        fs::write(&temporary, &bytes)
            .and_then(|()| fs::rename(&temporary, &path))
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("{:>9}  {}", bytes.len(), path.display());
    }
    Ok(())
}

/// Fails unless what is checked in is what the text compiles to.
pub(crate) fn check() -> Result<()> {
    lint::reject_errors(&lint::findings()?)?;
    for (path, compiled) in compile()? {
        let found = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        ensure!(
            found == compiled,
            "{} is not what the text compiles to; run `cargo xtask dicts`",
            path.display()
        );
        println!("{} is what the text compiles to", path.display());
    }
    Ok(())
}
