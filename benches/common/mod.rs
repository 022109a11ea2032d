//! What all benches share: their texts, and the check of their outputs.

pub(crate) mod texts;

use jianfan::Converter;

pub(crate) use texts::texts;

/// Panics unless `converter` gives what the staged engine gives: how fast a wrong result comes
/// says nothing.
pub(crate) fn check(converter: &Converter, text: &str) {
    let config = converter.config().expect("one of the built-in conversions");
    let expected = texts::staged(config).convert(text);
    let found = converter.convert(text);
    // Not `assert_eq`, which would print both texts.
    if let Some(line) = expected
        .lines()
        .zip(found.lines())
        .position(|(a, b)| a != b)
    {
        panic!("{config}: the engines differ in line {}", line + 1);
    }
    assert!(expected == found, "{config}: the engines differ in length");
}
