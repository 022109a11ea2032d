//! Converts a page of which a part is converted already.
//!
//! Converted twice, the Taiwanese 文件, a document, would become a file.
//!
//! ```text
//! cargo run --example mixed
//! ```

use jianfan::{Config, Converter};

const PAGE: &str = "\
打开文件，查看软件的说明。
本軟體的文件另行提供。
";

fn main() {
    let converter = Converter::new(Config::S2twp);
    for range in converter.ranges_not_in_source_script(PAGE, Config::S2twp) {
        println!("stays: {:?}", &PAGE[range]);
    }
    let once = converter.convert_source_script(PAGE, Config::S2twp);
    println!("\n{once}");
    let twice = converter.convert_source_script(&once, Config::S2twp);
    println!("once more changes nothing: {}", once == twice);
}
