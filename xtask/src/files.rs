//! Files that chores read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The files in a folder whose names end in a dot and `extension`, in the order of their names.
pub(crate) fn with_extension(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder);
    let files = files.with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = Vec::new();
    for file in files {
        paths.push(file?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == extension));
    paths.sort();
    Ok(paths)
}
