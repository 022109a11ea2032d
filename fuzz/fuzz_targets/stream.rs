//! A text in pieces gives what the whole gives.

#![no_main]

mod input;

use jianfan::Converter;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

use input::Input;

fuzz_target!(|input: Pieces| {
    let Pieces { lengths, input } = input;
    let Input { engines, text } = input;
    // Where there was no character there shall be no UTF-8.
    let parts: Vec<&[u8]> = text.split('\u{FFFD}').map(str::as_bytes).collect();
    let bytes = parts.join(&0xFF);
    let context = || format!("{}, {:?}: {text:?}", engines.config, engines.tofu);
    for converter in [&engines.fast, &engines.staged] {
        let found = in_pieces(converter, &bytes, lengths);
        assert_eq!(found, *converter.convert_bytes(&bytes), "{}", context());
    }
});

/// Four bytes that tell the lengths of pieces, again and again; then what both targets read.
#[derive(Arbitrary, Debug)]
struct Pieces {
    lengths: [u8; 4],
    input: Input,
}

fn in_pieces(converter: &Converter, bytes: &[u8], lengths: [u8; 4]) -> Vec<u8> {
    let mut stream = converter.byte_stream();
    let mut out = Vec::new();
    let mut rest = bytes;
    for length in lengths.into_iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let piece;
        (piece, rest) = rest.split_at(rest.len().min(1 + usize::from(length)));
        stream.push(piece, &mut out);
    }
    stream.finish(&mut out);
    out
}
