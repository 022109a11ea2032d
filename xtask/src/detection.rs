//! `cargo xtask detection DIR`: how often the script of a text is told right.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use jianfan::detect::{Detection, Evidence, Script, detect};
use jianfan::{Config, Converter, Form};

use crate::files;

/// The lengths to measure, in Han characters.
const LENGTHS: [u32; 5] = [5, 10, 20, 50, 200];
/// Sentences written for this project: the sets have next to no Japanese.
const JAPANESE: &str = include_str!("../../tests/detect/japanese.txt");
/// Upper ends of the confidences that are told apart.
const CONFIDENCES: [f64; 4] = [0.9, 0.99, 0.9991, 1.0];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with tab-separated files: id, conversion, text, the same text converted
    dir: PathBuf,
}

/// What came out for pieces of one length and form.
#[derive(Default)]
struct Tally {
    right: u32,
    undetermined: u32,
    all: u32,
    /// Those whose region is told, and right.
    region: u32,
    /// Those whose region is told, and wrong.
    wrong_region: u32,
}

/// How often a confidence was right.
#[derive(Clone, Copy, Default)]
struct Bin {
    right: u32,
    all: u32,
    promised: f64,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let texts = texts(&args.dir)?;
    ensure!(texts.len() > 1, "{} has no texts", args.dir.display());
    println!(
        "length  form        pieces  right %  undetermined %  wrong %  region %  wrong region %"
    );
    let mut bins = [Bin::default(); CONFIDENCES.len()];
    for length in LENGTHS {
        for form in Form::ALL {
            let of_form = texts.iter().filter(|(of, _)| *of == form);
            let tally = of_form.fold(Tally::default(), |tally, (_, text)| {
                measure(text, form, length, tally, &mut bins)
            });
            print(length, form, &tally);
        }
    }
    println!("\nconfidence up to  answers  promised %  right %");
    for (end, bin) in CONFIDENCES.iter().zip(bins) {
        let percent = |count: f64| 100.0 * count / f64::from(bin.all.max(1));
        println!(
            "{end:<16}  {:>7}  {:>10.4}  {:>7.4}",
            bin.all,
            percent(bin.promised),
            percent(bin.right.into())
        );
    }
    Ok(())
}

fn print(length: u32, form: Form, tally: &Tally) {
    if tally.all == 0 {
        return;
    }
    let percent = |count: u32| 100.0 * f64::from(count) / f64::from(tally.all);
    let wrong = tally.all - tally.right - tally.undetermined;
    println!(
        "{length:>6}  {form:<10}  {:>6}  {:>7.3}  {:>14.3}  {:>7.3}  {:>8.2}  {:>14.2}",
        tally.all,
        percent(tally.right),
        percent(tally.undetermined),
        percent(wrong),
        percent(tally.region),
        percent(tally.wrong_region),
    );
}

/// All texts of one form in one file, one behind the other. Those in Hong Kong's forms are
/// converted from Simplified ones, since the sets have next to none.
fn texts(dir: &Path) -> Result<Vec<(Form, String)>> {
    let mut texts = vec![(Form::Japanese, JAPANESE.to_owned())];
    let to_hong_kong = Converter::new(Config::S2hk);
    for path in files::with_extension(dir, "tsv")? {
        let rows = files::read(&path)?;
        let mut of_file: [(Form, String); 5] = Form::ALL.map(|form| (form, String::new()));
        for row in rows.lines() {
            let fields: Vec<&str> = row.split('\t').collect();
            let [_, config, source, target, ..] = fields[..] else {
                continue;
            };
            // The first row names the columns.
            let Ok(config) = config.parse::<Config>() else {
                continue;
            };
            for (form, text) in [(config.source(), source), (config.target(), target)] {
                let known = of_file.iter_mut().find(|(of, _)| *of == form);
                if let Some((_, all)) = known {
                    all.push_str(text);
                }
            }
        }
        let simplified = of_file.iter().filter(|(form, _)| *form == Form::Mainland);
        let converted = simplified.map(|(_, text)| to_hong_kong.convert(text).into_owned());
        texts.extend(converted.map(|text| (Form::HongKong, text)));
        texts.extend(of_file.into_iter().filter(|(_, text)| !text.is_empty()));
    }
    Ok(texts)
}

/// Detects each piece of `length` Han characters.
fn measure(text: &str, form: Form, length: u32, mut tally: Tally, bins: &mut [Bin]) -> Tally {
    let mut start = 0;
    let mut count = 0;
    let mut buffer = [0; 4];
    for (at, character) in text.char_indices() {
        count += Evidence::of(character.encode_utf8(&mut buffer)).characters();
        if count == length {
            let end = at + character.len_utf8();
            tally.add(&detect(&text[start..end]), form, bins);
            start = end;
            count = 0;
        }
    }
    tally
}

impl Tally {
    fn add(&mut self, detection: &Detection, form: Form, bins: &mut [Bin]) {
        let script = detection.script();
        let is_right = match form {
            Form::Mainland => script == Script::Simplified,
            Form::Japanese => script == Script::Japanese,
            _ => script.is_traditional(),
        };
        self.all += 1;
        self.right += u32::from(is_right);
        let region = matches!(script, Script::Taiwan | Script::HongKong);
        self.region += u32::from(region && script.form() == Some(form));
        self.wrong_region += u32::from(region && script.form() != Some(form));
        if script == Script::Undetermined {
            self.undetermined += 1;
            return;
        }
        let confidence = detection.confidence();
        let bin = CONFIDENCES.iter().position(|end| confidence <= *end);
        let bin = &mut bins[bin.unwrap_or(CONFIDENCES.len() - 1)];
        bin.all += 1;
        bin.right += u32::from(is_right);
        bin.promised += confidence;
    }
}
