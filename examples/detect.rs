//! Tells the script of a page and of its parts, and converts it accordingly.
//!
//! ```text
//! cargo run --example detect
//! ```

use jianfan::detect::{detect, spans};
use jianfan::{Config, Form, Vocabulary};

const PAGE: &str = "\
登录｜注册｜帮助
歡迎光臨本館的網站，這裡有每週的新書。
館藏查詢請按左邊的連結。
友情链接：市图书馆
";

fn main() {
    let detection = detect(PAGE);
    let evidence = detection.evidence();
    println!(
        "the page: {}, {:.4} sure, by {} Simplified and {} Traditional characters",
        detection.script(),
        detection.confidence(),
        evidence.simplified(),
        evidence.traditional()
    );
    for span in spans(PAGE) {
        let script = span.detection.script();
        let text = &PAGE[span.range];
        println!("\n{script}:\n{text}");
        // What is Simplified already, or in no script that is known, stays.
        let config = script
            .form()
            .and_then(|form| Config::between(form, Form::Mainland, Vocabulary::Keep));
        if let Some(config) = config {
            println!("by {config}:\n{}", jianfan::convert(text, config));
        }
    }
}
