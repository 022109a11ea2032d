//! `cargo xtask compatibility DIR`: takes from Unicode which characters are another form of a
//! Han character.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::dicts::root;
use crate::files;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder of the Unicode Character Database; dicts/README.md says where to get it
    dir: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let read = |name| files::read(&args.dir.join(name));
    // Radicals that have a decomposition too become their equivalent.
    let mut pairs = decompositions(&read("UnicodeData.txt")?).context("UnicodeData.txt")?;
    let radicals = equivalents(&read("EquivalentUnifiedIdeograph.txt")?);
    pairs.extend(radicals.context("EquivalentUnifiedIdeograph.txt")?);
    let mut text = String::new();
    for (character, ideograph) in &pairs {
        writeln!(text, "{character}\t{ideograph}")?;
    }
    let path = root().join("dicts/compatibility.txt");
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} characters in {}", pairs.len(), path.display());
    Ok(())
}

/// The characters whose compatibility decomposition is one Han character.
///
/// A canonical one has no `<tag>`; OpenCC's normalization has all of these.
fn decompositions(data: &str) -> Result<BTreeMap<char, char>> {
    let mut pairs = BTreeMap::new();
    for line in data.lines() {
        let mut fields = line.split(';');
        let (Some(code), Some(decomposition)) = (fields.next(), fields.nth(4)) else {
            continue;
        };
        if let Some((_, codes)) = decomposition.split_once("> ")
            && !codes.contains(' ')
        {
            let ideograph = character(codes)?;
            if is_han(ideograph) {
                pairs.insert(character(code)?, ideograph);
            }
        }
    }
    Ok(pairs)
}

/// The radicals with the ideographs that look like them. Strokes are no characters of a text.
fn equivalents(data: &str) -> Result<BTreeMap<char, char>> {
    const RADICALS: RangeInclusive<char> = '\u{2E80}'..='\u{2FDF}';
    let mut pairs = BTreeMap::new();
    for line in data.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((codes, ideograph)) = line.split_once(';') else {
            continue;
        };
        let (first, last) = codes.split_once("..").unwrap_or((codes, codes));
        let ideograph = character(ideograph)?;
        let radicals = (character(first)?..=character(last)?).filter(|c| RADICALS.contains(c));
        pairs.extend(radicals.map(|radical| (radical, ideograph)));
    }
    Ok(pairs)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn character(code: &str) -> Result<char> {
    let number = u32::from_str_radix(code.trim(), 16);
    let character = number.ok().and_then(char::from_u32);
    character.with_context(|| format!("{code:?} is no character"))
}

#[cfg(test)]
mod tests {
    use super::{decompositions, equivalents};

    #[test]
    fn only_other_forms_of_one_ideograph_are_taken() {
        let data = "\
00BD;VULGAR FRACTION ONE HALF;No;0;ON;<fraction> 0031 2044 0032;;;;N;;;;;
2F00;KANGXI RADICAL ONE;So;0;ON;<compat> 4E00;;;;N;;;;;
3220;PARENTHESIZED IDEOGRAPH ONE;No;0;L;<compat> 0028 4E00 0029;;;1;N;;;;;
F900;CJK COMPATIBILITY IDEOGRAPH-F900;Lo;0;L;8C48;;;;N;;;;;
FF21;FULLWIDTH LATIN CAPITAL LETTER A;Lu;0;L;<wide> 0041;;;;N;;;;;
";
        assert!(decompositions(data).unwrap().into_iter().eq([('⼀', '一')]));
    }

    #[test]
    fn ranges_become_one_ideograph_and_strokes_are_left_out() {
        let data = "# no pair\n2E8C..2E8D ; 5C0F  # [2] SMALL\n31C0 ; 4E40 # STROKE\n";
        let pairs = equivalents(data).unwrap();
        assert!(pairs.into_iter().eq([('⺌', '小'), ('⺍', '小')]));
        assert!(equivalents("2E8C ; nothing").is_err());
    }
}
