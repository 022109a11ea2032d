//! Prints why a text comes out as it does.
//!
//! ```text
//! cargo run --example explain s2twp 鼠标和头发
//! cargo run --example explain --features serde s2twp 鼠标和头发 --json
//! ```

mod common;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use jianfan::explain::{Explanation, Step};
use jianfan::{Config, Converter};

fn main() -> ExitCode {
    common::report(run())
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (config, text, options) = match &arguments[..] {
        [config, text, options @ ..] => (config.parse()?, text.as_str(), options),
        _ => (Config::S2twp, "鼠标和头发", &arguments[..0]),
    };
    let explanation = Converter::new(config).explain(text);
    match options {
        [] => print(&explanation),
        [option] if option == "--json" => print_json(&explanation)?,
        _ => return Err("usage: explain <CONFIG> <TEXT> [--json]".into()),
    }
    Ok(())
}

fn print(explanation: &Explanation<'_>) {
    for span in explanation.spans() {
        println!("{} -> {}", span.source_text, span.text);
        span.steps.iter().for_each(print_step);
    }
}

fn print_step(step: &Step) {
    println!(
        "    {} {}, {}: {} -> {}",
        step.stage, step.stage_name, step.dictionary, step.key, step.value
    );
    if !step.alternatives.is_empty() {
        println!("        or {}", step.alternatives.join(", "));
    }
    for lost in &step.lost {
        println!(
            "        not {}: {} -> {}",
            lost.dictionary, lost.key, lost.value
        );
    }
}

#[cfg(feature = "serde")]
fn print_json(explanation: &Explanation<'_>) -> Result<(), Box<dyn Error>> {
    println!("{}", serde_json::to_string_pretty(explanation)?);
    Ok(())
}

#[cfg(not(feature = "serde"))]
fn print_json(_: &Explanation<'_>) -> Result<(), Box<dyn Error>> {
    Err("JSON needs the feature: cargo run --example explain --features serde".into())
}
