//! Texts in pieces come out as the whole does, however they are cut, and little of them waits.

mod conversions;
mod engines;
mod texts;

use std::io::{self, Write};

use jianfan::io::{ConvertReader, ConvertWriter};
use jianfan::{Config, Converter};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use conversions::conversion_of_text;
use engines::Engines;
use texts::keys::Keys;

fn cases(cases: u32) -> ProptestConfig {
    conversions::cases(cases, "proptest-regressions/stream.txt")
}

/// How a text is cut.
#[derive(Clone, Debug)]
enum Cuts {
    /// Into parts of so many bytes, or so many characters.
    Each(usize),
    At(Vec<Index>),
}

fn cuts() -> impl Strategy<Value = Cuts> {
    prop_oneof![
        1 => Just(Cuts::Each(1)),
        2 => (2_usize..9).prop_map(Cuts::Each),
        3 => vec(any::<Index>(), 0..12).prop_map(Cuts::At),
    ]
}

impl Cuts {
    /// The parts between these places, in order.
    fn parts<'t, T>(&self, items: &'t [T]) -> Vec<&'t [T]> {
        match self {
            Self::Each(len) => items.chunks(*len).collect(),
            Self::At(places) => {
                let mut places: Vec<_> = places.iter().map(|p| p.index(items.len() + 1)).collect();
                places.sort_unstable();
                let starts = [0].into_iter().chain(places.iter().copied());
                let ends = places.iter().copied().chain([items.len()]);
                starts
                    .zip(ends)
                    .map(|(start, end)| &items[start..end])
                    .collect()
            }
        }
    }
}

fn in_pieces(converter: &Converter, text: &str, cuts: &Cuts) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut stream = converter.stream();
    let mut out = String::new();
    for part in cuts.parts(&characters) {
        stream.push(&part.iter().collect::<String>(), &mut out);
    }
    stream.finish(&mut out);
    out
}

fn in_byte_pieces(converter: &Converter, bytes: &[u8], cuts: &Cuts) -> Vec<u8> {
    let mut stream = converter.byte_stream();
    let mut out = Vec::new();
    for part in cuts.parts(bytes) {
        stream.push(part, &mut out);
    }
    stream.finish(&mut out);
    out
}

/// Puts bytes that are not UTF-8, or not always, into a text.
fn damaged(text: &str, damages: &[(Index, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, damage) in damages {
        let place = place.index(bytes.len() + 1);
        bytes.splice(place..place, damage.iter().copied());
    }
    bytes
}

fn damages() -> impl Strategy<Value = Vec<(Index, Vec<u8>)>> {
    let bytes = prop_oneof![Just(0xE5), Just(0xF0), Just(0x80), Just(0xFF), any::<u8>()];
    vec((any::<Index>(), vec(bytes, 1..4)), 0..5)
}

proptest! {
    #![proptest_config(cases(4096))]

    #[test]
    fn pieces_give_what_the_whole_gives(
        (engines, text) in conversion_of_text(40),
        cuts in cuts(),
    ) {
        let expected = engines.fast.convert(&text);
        prop_assert_eq!(in_pieces(&engines.fast, &text, &cuts), expected.as_ref());
    }

    #[test]
    fn pieces_of_bytes_give_what_the_whole_gives(
        (engines, text) in conversion_of_text(20),
        damages in damages(),
        cuts in cuts(),
    ) {
        let bytes = damaged(&text, &damages);
        let expected = engines.fast.convert_bytes(&bytes);
        prop_assert_eq!(in_byte_pieces(&engines.fast, &bytes, &cuts), expected.as_ref());
    }
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn pieces_give_the_staged_engine_what_the_whole_gives(
        (engines, text) in conversion_of_text(15),
        cuts in cuts(),
    ) {
        let expected = engines.staged.convert(&text);
        prop_assert_eq!(in_pieces(&engines.staged, &text, &cuts), expected.as_ref());
    }

    #[test]
    fn bytes_come_out_as_the_text_in_them(
        (engines, text) in conversion_of_text(10),
        damage in prop_oneof![Just(vec![]), Just(vec![0xFF]), Just(vec![0x80, 0xE5])],
    ) {
        for converter in [&engines.fast, &engines.staged] {
            let bytes = [text.as_bytes(), &damage, text.as_bytes()].concat();
            let expected = if damage.is_empty() {
                converter.convert(&text.repeat(2)).into_owned().into_bytes()
            } else {
                let converted = converter.convert(&text);
                [converted.as_bytes(), &damage, converted.as_bytes()].concat()
            };
            prop_assert_eq!(converter.convert_bytes(&bytes), expected);
        }
    }

    #[test]
    fn readers_and_writers_that_fail_and_go_on_lose_nothing(
        (engines, text) in conversion_of_text(40),
        damages in damages(),
        steps in vec(step(), 1..20),
        sizes in vec(1_usize..40, 1..5),
    ) {
        let bytes = damaged(&text, &damages);
        let expected = engines.fast.convert_bytes(&bytes);
        // Some step must get on, or the text never ends.
        let steps = [&steps[..], &[Step::Some(7)]].concat();
        prop_assert_eq!(read(&engines.fast, &bytes, &steps, &sizes), expected.as_ref());
        prop_assert_eq!(written(&engines.fast, &bytes, &steps, &sizes), expected.as_ref());
    }
}

/// What a call of an unreliable reader or writer comes to.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// So many bytes at most are read or written.
    Some(usize),
    Interrupted,
    WouldBlock,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (1_usize..50).prop_map(Step::Some),
        1 => Just(Step::Interrupted),
        1 => Just(Step::WouldBlock),
    ]
}

/// Reads or writes bytes in steps that come again and again.
struct Unreliable<'s, T> {
    bytes: T,
    steps: std::iter::Cycle<std::slice::Iter<'s, Step>>,
}

impl<'s, T> Unreliable<'s, T> {
    fn new(bytes: T, steps: &'s [Step]) -> Self {
        let steps = steps.iter().cycle();
        Self { bytes, steps }
    }

    fn most(&mut self) -> io::Result<usize> {
        match *self.steps.next().expect("there are steps") {
            Step::Some(most) => Ok(most),
            Step::Interrupted => Err(io::ErrorKind::Interrupted.into()),
            Step::WouldBlock => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl io::Read for Unreliable<'_, &[u8]> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let most = self.most()?.min(buf.len());
        self.bytes.read(&mut buf[..most])
    }
}

impl Write for Unreliable<'_, Vec<u8>> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let most = self.most()?.min(buf.len());
        self.bytes.write(&buf[..most])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.most().map(|_| ())
    }
}

fn read(converter: &Converter, bytes: &[u8], steps: &[Step], sizes: &[usize]) -> Vec<u8> {
    let mut reader = ConvertReader::new(Unreliable::new(bytes, steps), converter);
    let mut out = Vec::new();
    let mut block = [0; 40];
    for &size in sizes.iter().cycle() {
        match io::Read::read(&mut reader, &mut block[..size]) {
            Ok(0) => return out,
            Ok(len) => out.extend_from_slice(&block[..len]),
            Err(_) => {}
        }
    }
    unreachable!("the sizes never end")
}

fn written(converter: &Converter, bytes: &[u8], steps: &[Step], sizes: &[usize]) -> Vec<u8> {
    let mut writer = ConvertWriter::new(Unreliable::new(Vec::new(), steps), converter);
    let mut rest = bytes;
    for &size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        if let Ok(len) = writer.write(&rest[..size.min(rest.len())]) {
            rest = &rest[len..];
        }
    }
    while writer.try_finish().is_err() {}
    writer.get_ref().bytes.clone()
}

/// How much is held back, whatever the text is.
const MOST_HELD: usize = 64 << 10;

/// Texts of some 50 KiB that cannot be cut, or hardly.
fn hostile_texts(config: Config) -> Vec<String> {
    let keys = Keys::of(config);
    let mut texts = vec![
        // Incomplete, complete, and incomplete from far away.
        "⿰".repeat(16_000),
        "⿲鼠标⿰网络".repeat(3_000),
        format!("⿻{}", "软件和网络".repeat(40)).repeat(80),
        "⿰⿱⿲东".repeat(4_000),
    ];
    if let Some(longest) = keys.phrases.iter().max_by_key(|key| key.source.len()) {
        let mut prefix = longest.source.clone();
        prefix.pop();
        texts.push(prefix.repeat(50_000 / prefix.len()));
        let first = prefix.chars().next().map(String::from).unwrap_or_default();
        texts.push(first.repeat(16_000));
        texts.push(chained_phrases(keys, 50_000));
    }
    texts
}

/// Phrases each of which begins as the one before it ends, so that nowhere between them is a
/// certain edge.
fn chained_phrases(keys: &'static Keys, size: usize) -> String {
    let first = keys
        .phrases
        .iter()
        .find(|key| keys.overlaps(key).count() > 20);
    let first = first.unwrap_or(&keys.phrases[0]);
    let mut text = String::new();
    let mut last = first;
    let mut number = 0;
    while text.len() < size {
        let overlaps: Vec<_> = keys.overlaps(last).collect();
        if text.is_empty() || overlaps.is_empty() {
            text.push_str(&first.source);
            last = first;
        } else {
            // A number that has no factor in common with most counts.
            number += 7919;
            let overlap = overlaps[number % overlaps.len()];
            overlap.append_to(&mut text);
            last = overlap.right;
        }
    }
    text
}

/// Calls `check` with every hostile text, the size of pieces, and what to say of both.
fn each_hostile_text(check: impl Fn(&Converter, &str, usize, &str)) {
    for engines in Engines::all() {
        let Engines { config, tofu, .. } = engines;
        for text in hostile_texts(*config) {
            for size in [1, 5000] {
                let start: String = text.chars().take(20).collect();
                let context = format!("{config}, {tofu:?}: {start} by {size}");
                check(&engines.fast, &text, size, &context);
            }
        }
    }
}

#[test]
fn hostile_texts_come_out_as_the_whole_does() {
    each_hostile_text(|converter, text, size, context| {
        let found = in_byte_pieces(converter, text.as_bytes(), &Cuts::Each(size));
        // Not `assert_eq`, which would print both.
        assert!(found == converter.convert(text).as_bytes(), "{context}");
    });
}

#[test]
fn little_of_a_hostile_text_is_held_back() {
    each_hostile_text(|converter, text, size, context| {
        let mut out = Vec::with_capacity(4 * text.len());
        let mut stream = converter.byte_stream();
        let held = allocation_counter::measure(|| {
            for piece in text.as_bytes().chunks(size) {
                stream.push(piece, &mut out);
            }
        });
        assert!(
            usize::try_from(held.bytes_current).is_ok_and(|held| held <= MOST_HELD),
            "{context}: {held:?}"
        );
        // With what is needed only while a part is converted.
        assert!(
            held.bytes_max <= 2 * MOST_HELD as u64,
            "{context}: {held:?}"
        );
        // What comes out is not far behind.
        let converted = converter.convert(text).len();
        assert!(
            out.len() + MOST_HELD / 2 > converted,
            "{context}: {}",
            out.len()
        );
    });
}

#[test]
fn bytes_that_never_complete_a_character_pass() {
    for bytes in [
        b"\xE5".repeat(100_000),
        b"\xF0\x9F\x98".repeat(50_000),
        b"\x80".repeat(9),
    ] {
        let mut stream = Converter::new(Config::S2t).byte_stream();
        let mut out = Vec::new();
        for byte in &bytes {
            stream.push(&[*byte], &mut out);
        }
        assert!(out.len() + 3 >= bytes.len());
        stream.finish(&mut out);
        assert!(out == bytes);
    }
}

#[test]
fn ordinary_text_hardly_waits() {
    let text = "临岚市今日发布数据，头发长了的人在网络上看到皇后的软件。\n".repeat(20);
    // Character by character, so that what waits can be counted.
    let mut stream = Converter::new(Config::S2t).stream();
    let mut out = String::new();
    for (count, character) in text.chars().enumerate() {
        stream.push(character.encode_utf8(&mut [0; 4]), &mut out);
        let waiting = count + 1 - out.chars().count();
        assert!(waiting <= 12, "{waiting} wait after {count}");
    }
}

#[test]
fn a_text_begins_anew_after_the_end_of_one() {
    for engines in Engines::all() {
        for converter in [&engines.fast, &engines.staged] {
            let mut stream = converter.stream();
            for text in ["皇", "后", "⿰", "东", ""] {
                let mut out = String::new();
                stream.push(text, &mut out);
                stream.finish(&mut out);
                assert_eq!(out, converter.convert(text));
            }
        }
    }
}
