//! Reads a page on which a machine wrote the reading of every other character behind it.
//!
//! ```text
//! cargo run --example glosses --features glosses
//! ```

use jianfan::{Config, Converter, glosses};

const PAGE: &str = "\
津濱(bīn)海區(qū)的程(chéng)序(xù)員在調(diào)試(shì)驅(qū)動程序。
他們從津?yàn)I海區(qū)來(lái)，肩負(fù)重?fù)?dān)，不怕擔(dān)子(重量)。
";

fn main() {
    let converter = Converter::new(Config::T2twp);
    let found = glosses::find(PAGE);
    println!("{} glosses, kept:", found.len());
    println!("{}", converter.convert_transparent(PAGE, found));
    println!("dropped:\n{}", converter.convert(&glosses::remove(PAGE)));
    for place in glosses::damage(PAGE) {
        let wreck = &PAGE[place.range];
        print!("line {}, column {}: {wreck}", place.line, place.column);
        match place.suggestion {
            Some(suggestion) => println!(" was {suggestion}?"),
            None => println!(" was something that the page does not tell"),
        }
    }
}
