//! The reference that results are compared with: OpenCC, from its Python wheel.

use std::collections::BTreeSet;
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use jianfan::dictionary::{Entries, Name};
use jianfan::{Config, Tofu};
use serde::Deserialize;

use crate::files;
use crate::install::{install_once, reference_folder, run};

/// The version that is the reference; to take up a new one, change it here.
const VERSION: &str = "1.4.2";

/// OpenCC's converters, tools, configs and dictionaries.
pub(crate) struct Reference {
    python: PathBuf,
    clib: PathBuf,
}

impl Reference {
    /// Installs the wheel, unless that was done before.
    pub(crate) fn install() -> Result<Self> {
        let venv = install_once(&format!("opencc-{VERSION}"), |folder| {
            run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
            let pip = ["-m", "pip", "install", "--quiet"];
            let wheel = format!("opencc=={VERSION}");
            run(Command::new(python_in(folder)).args(pip).arg(wheel)).map(drop)
        })?;
        let python = python_in(&venv);
        let print_package = "import opencc; print(opencc.__path__[0], end='')";
        let package = run(Command::new(&python).args(["-c", print_package]))?;
        let clib = Path::new(str::from_utf8(&package)?).join("clib");
        let reference = Self { python, clib };
        make_executable(&reference.opencc_dict())?;
        Ok(reference)
    }

    /// The folder of the tools, the libraries, and the data.
    pub(crate) fn clib(&self) -> &Path {
        &self.clib
    }

    /// The folder of the configs (`.json`) and the dictionaries (`.ocd2`).
    fn share(&self) -> PathBuf {
        self.clib.join("share/opencc")
    }

    /// The tool that reads the dictionaries.
    fn opencc_dict(&self) -> PathBuf {
        self.clib.join(format!("bin/opencc_dict{EXE_SUFFIX}"))
    }

    /// The dictionaries there are.
    ///
    /// # Errors
    /// There is one that the crate has no name for.
    pub(crate) fn names(&self) -> Result<BTreeSet<Name>> {
        let mut names = BTreeSet::new();
        for file in fs::read_dir(self.share())? {
            let path = file?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "ocd2")
            {
                names.insert(name_of(&path)?);
            }
        }
        Ok(names)
    }

    /// The entries of a dictionary.
    pub(crate) fn dictionary(&self, name: Name) -> Result<Entries> {
        let stem = stem_of(name);
        let folder = reference_folder().join("dump");
        fs::create_dir_all(&folder)?;
        let text = folder.join(format!("{stem}.txt"));
        run(Command::new(self.opencc_dict())
            .args(["-f", "ocd2", "-t", "text", "-i"])
            .arg(self.share().join(format!("{stem}.ocd2")))
            .arg("-o")
            .arg(&text))?;
        Ok(Entries::parse(stem, &fs::read_to_string(&text)?)?)
    }

    /// The dictionaries that a conversion uses.
    pub(crate) fn names_in(&self, config: Config) -> Result<BTreeSet<Name>> {
        let path = self.share().join(format!("{config}.json"));
        let text = files::read(&path)?;
        let definition: Definition =
            json5::from_str(&text).with_context(|| format!("cannot read {}", path.display()))?;
        let mut names = BTreeSet::new();
        let stages = definition.normalization.iter();
        for stage in stages
            .chain(&definition.segmentation)
            .chain(&definition.conversion_chain)
        {
            stage.dict.collect_names(&mut names)?;
        }
        Ok(names)
    }

    /// Converts all texts of files that [`write_texts`] wrote.
    pub(crate) fn convert(
        &self,
        config: Config,
        tofu: Tofu,
        files: &[&Path],
    ) -> Result<Vec<String>> {
        let tofu = match tofu {
            Tofu::Drop => "drop",
            Tofu::Include => "include",
        };
        let script = include_str!("reference.py");
        let bytes = run(Command::new(&self.python)
            .args(["-c", script, config.name(), tofu])
            .args(files))?;
        read_texts(&bytes).context("the reference's answer is damaged")
    }
}

#[derive(Deserialize)]
struct Definition {
    #[serde(default)]
    normalization: Vec<Stage>,
    segmentation: Option<Stage>,
    conversion_chain: Vec<Stage>,
}

#[derive(Deserialize)]
struct Stage {
    dict: Dict,
}

/// A dictionary in a file, or a group of others.
#[derive(Deserialize)]
struct Dict {
    file: Option<PathBuf>,
    #[serde(default)]
    dicts: Vec<Dict>,
}

impl Dict {
    fn collect_names(&self, names: &mut BTreeSet<Name>) -> Result<()> {
        if let Some(file) = &self.file {
            names.insert(name_of(file)?);
        }
        self.dicts
            .iter()
            .try_for_each(|dict| dict.collect_names(names))
    }
}

/// What the file of a dictionary is called there, without its extension.
fn stem_of(name: Name) -> &'static str {
    match name {
        Name::StPhrasesFromRegional => "STPhrases_GeneratedFromRegionalPhrases",
        name => name.as_str(),
    }
}

fn name_of(file: &Path) -> Result<Name> {
    Name::ALL
        .into_iter()
        .find(|&name| file.file_stem().is_some_and(|stem| stem == stem_of(name)))
        .with_context(|| {
            format!(
                "the crate has no name for the dictionary {}",
                file.display()
            )
        })
}

fn python_in(venv: &Path) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    venv.join(folder).join(format!("python{EXE_SUFFIX}"))
}

/// Wheels do not always keep the permission.
#[cfg(unix)]
fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .with_context(|| format!("cannot make {} executable", path.display()))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<()> {
    Ok(())
}

/// Writes texts for [`Reference::convert`]: each as its length in bytes (four
/// bytes, little-endian) and its UTF-8.
pub(crate) fn write_texts(path: &Path, texts: &[String]) -> Result<()> {
    let mut bytes = Vec::new();
    for text in texts {
        // The reference loses U+0000, or what comes after it: there is nothing to
        // compare such a text with.
        ensure!(!text.contains('\0'), "a text has U+0000");
        bytes.extend(u32::try_from(text.len())?.to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn read_texts(mut bytes: &[u8]) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    while let Some((head, rest)) = bytes.split_first_chunk() {
        let len = u32::from_le_bytes(*head) as usize;
        let (text, rest) = rest.split_at_checked(len).context("a text is cut")?;
        texts.push(String::from_utf8(text.to_owned())?);
        bytes = rest;
    }
    ensure!(bytes.is_empty(), "a length is cut");
    Ok(texts)
}
