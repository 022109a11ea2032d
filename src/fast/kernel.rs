//! The loop that maps characters, and the one place with `unsafe`.
//!
//! It is written twice: for any processor, one character at a time, and for
//! x86-64 with AVX2, eight at a time.
#![expect(
    unsafe_code,
    reason = "bounds and UTF-8 checks cost half of the mapping loop's speed, and half of it is SIMD"
)]

use std::ops::Range;

use super::charmap::{BARE_LEFT, CHANGE, is_odd, is_suspect};
use super::mapping::{Decide, Decision, Tables};
use super::raw;

#[cfg(target_arch = "x86_64")]
mod avx2;

/// Room that a step may write beyond what it keeps.
const SLACK: usize = 32;
/// From how many bytes on eight characters at a time are faster.
#[cfg(target_arch = "x86_64")]
const WIDE: usize = 128;
const ASCII: u64 = 0x8080_8080_8080_8080;

/// Bytes of a table as text.
pub(super) fn text(bytes: &[u8]) -> &str {
    debug_assert!(std::str::from_utf8(bytes).is_ok());
    // SAFETY: only `words` and `FlatStage` call this, with ranges that their
    // builders filled from a `str`. Their bytes come from those builders, directly
    // or through the embedded bundle, whose equality with a fresh build is tested.
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

/// `slice[place]`, for places that cannot be outside.
#[inline(always)]
pub(super) fn element<T>(slice: &[T], place: u32) -> &T {
    debug_assert!((place as usize) < slice.len());
    // SAFETY: `CharMap::entry` asks for at most `OTHERS`, the last of an array of
    // that size. `PairFilter::has_bit` and `Edges::has` ask for a word by as many high bits
    // of a hash as number its words, a power of two that their constructors have checked.
    unsafe { slice.get_unchecked(place as usize) }
}

/// The end of a `String`, where the text from a place on is mapped to.
struct Tail<'s> {
    target: &'s mut Vec<u8>,
    /// Where the first byte of the text would be, if all that follows came out in its
    /// length: what is put in another length moves this.
    origin: *mut u8,
    /// Where in the text the tail starts, and where the text ends.
    start: usize,
    len: usize,
    /// How much longer the result can become, without room being made.
    spare: usize,
}

impl<'s> Tail<'s> {
    /// Makes room for a text of `len` bytes from `at` on, and what a step may write beyond.
    fn new(out: &'s mut String, at: usize, len: usize) -> Self {
        // SAFETY: `set_len` leaves in it what was text, and whole characters.
        let target = unsafe { out.as_mut_vec() };
        let mut tail = Self {
            origin: target.as_mut_ptr(),
            target,
            start: at,
            len,
            spare: 0,
        };
        tail.reserve(at, 0);
        tail
    }

    /// Makes room for the text from `at` on behind what there is, and for `more` bytes.
    fn reserve(&mut self, at: usize, more: usize) {
        let needed = self.len - at + SLACK;
        self.target.reserve(needed + more);
        self.spare = self.target.capacity() - self.target.len() - needed;
        let end = self.target.as_mut_ptr().wrapping_add(self.target.len());
        self.origin = end.wrapping_sub(at);
    }

    /// # Safety
    /// `at` is a place between the start of the tail and the end of the text, and `N` at most
    /// [`SLACK`].
    #[inline(always)]
    unsafe fn write<const N: usize>(&mut self, at: usize, bytes: [u8; N]) {
        debug_assert!(self.start <= at && at <= self.len && N <= SLACK);
        let place = self.origin.wrapping_add(at).cast::<[u8; N]>();
        // SAFETY: `reserve` has made room for the text and the slack.
        unsafe { place.write(bytes) };
    }

    /// Writes whole characters in place of a range of the text. If they are not as many
    /// bytes, all that follows has to be written anew.
    ///
    /// # Safety
    /// The text up to the range is written.
    #[inline(always)]
    unsafe fn put(&mut self, range: &Range<usize>, result: &str) {
        let is_in_order = self.start <= range.start && range.start <= range.end;
        assert!(is_in_order && range.end <= self.len, "a range of the text");
        let len = result.len();
        if len != range.len() {
            // SAFETY: as the caller knows.
            unsafe { self.resize(range, len) };
        }
        let place = self.origin.wrapping_add(range.end).wrapping_sub(len);
        let source = result.as_ptr();
        // SAFETY: the range is within the room, or `resize` has made more, and nothing borrows
        // from it.
        unsafe {
            // Nearly all results: three copies that overlap, instead of a choice by length.
            if let 4..=12 = len {
                for from in [0, (len - 4).min(4), len - 4] {
                    let piece = source.add(from).cast::<[u8; 4]>().read();
                    place.add(from).cast::<[u8; 4]>().write(piece);
                }
            } else {
                place.copy_from_nonoverlapping(source, len);
            }
        }
    }

    /// Gives a range of the text another length in the result.
    ///
    /// # Safety
    /// As for [`Tail::put`].
    unsafe fn resize(&mut self, range: &Range<usize>, len: usize) {
        let more = len.saturating_sub(range.len());
        if more > self.spare {
            // SAFETY: as the caller knows.
            unsafe { self.set_len(range.start) };
            self.reserve(range.start, more);
        }
        self.spare -= more;
        self.origin = self.origin.wrapping_add(len).wrapping_sub(range.len());
    }

    /// # Safety
    /// The text up to `at` is written, and ends there with a whole character.
    unsafe fn set_len(&mut self, at: usize) {
        let end = self.origin.wrapping_add(at).addr();
        let len = end - self.target.as_ptr().addr();
        // SAFETY: all bytes up to there were there or have been written.
        unsafe { self.target.set_len(len) };
    }
}

/// Maps characters of `text` from a place on and appends them to `out`, up to the first that
/// is not a matter of mapping: an odd one, or the right one of a pair for which `decide`
/// says so. Returns that character's place, or the length of the text.
///
/// No pair begins before `floor`. `decide` gets the place of a pair's right character, and
/// both characters; it is asked where they have a colour in common and pass the filter.
pub(super) fn map_until<'t>(
    tables: Tables<'t>,
    text: &str,
    (floor, at): (usize, usize),
    out: &mut String,
    decide: impl Decide<'t>,
) -> usize {
    let mut tail = Tail::new(out, at, text.len());
    let mut run = Run {
        tables,
        text,
        at,
        entry: tables.map.entry_of(raw::before(&text[floor..], at - floor)),
        decide,
    };
    let mut goes_on = true;
    // To ask for the first time can take longer than to map a short text.
    #[cfg(target_arch = "x86_64")]
    if text.len() - at >= WIDE && avx2::is_there() {
        // SAFETY: the processor has what they are compiled for.
        goes_on = unsafe { run.steps_eight(&mut tail) };
    }
    while goes_on {
        goes_on = run.step(&mut tail);
    }
    // SAFETY: every step writes whole characters for those that it passes.
    unsafe { tail.set_len(run.at) };
    run.at
}

/// The state of the loop.
struct Run<'t, 's, D> {
    tables: Tables<'t>,
    text: &'s str,
    at: usize,
    /// The entry of the character before, or 0 where no pair can begin with it.
    entry: u32,
    decide: D,
}

impl<'t, D: Decide<'t>> Run<'t, '_, D> {
    /// Maps one character, or copies it where none of its kind changes, or up to eight
    /// of ASCII; false where it is odd or has to be decided.
    #[inline(always)]
    fn step(&mut self, tail: &mut Tail<'_>) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let word = match rest.first_chunk::<8>() {
            Some(word) => u64::from_le_bytes(*word),
            None => short_word(rest),
        };
        if raw::is_three(word as u32) {
            return self.step_three(word as u32 & 0xFF_FFFF, tail);
        }
        // How many bytes of one character, or of all that are ASCII.
        let copied = match word & ASCII {
            0 => 8,
            _ if word & 0xE0 == 0xC0 => 2,
            _ if raw::is_picture(word as u32) => 4,
            others => match others.trailing_zeros() / 8 {
                0 => return self.steps_four(tail),
                ascii => ascii as usize,
            },
        };
        // SAFETY: the text goes on at `at`; the word's eight bytes are less than the
        // slack, and the first `copied` of them are characters of the text.
        unsafe { tail.write(self.at, word.to_le_bytes()) };
        self.entry = BARE_LEFT;
        self.at += copied;
        true
    }

    /// Copies characters of four bytes that stay, and are not the right one of a pair that has
    /// to be decided; false where there is none.
    #[inline(never)]
    fn steps_four(&mut self, tail: &mut Tail<'_>) -> bool {
        let start = self.at;
        let mut left = match self.entry {
            0 => 0,
            _ => raw::before(self.text, start),
        };
        while let Some(bytes) = self.text.as_bytes()[self.at..].first_chunk() {
            let character = u32::from_le_bytes(*bytes);
            if !self.tables.keeps(left, character) {
                break;
            }
            // SAFETY: the text goes on at `at`, and four bytes are less than the slack.
            unsafe { tail.write(self.at, *bytes) };
            self.at += 4;
            (left, self.entry) = (character, BARE_LEFT);
        }
        self.at > start
    }

    #[inline(always)]
    fn step_three(&mut self, character: u32, tail: &mut Tail<'_>) -> bool {
        let entry = self.tables.map.entry(character);
        if is_suspect(self.entry, entry) {
            if is_odd(entry) {
                return false;
            }
            let left = raw::before(self.text, self.at);
            if self.tables.filter.bit(left, character) != 0 {
                match self.settle_apart(self.at, (left, character), tail) {
                    Settled::Open => return false,
                    Settled::UpTo(end) if end == self.at => {}
                    Settled::UpTo(end) | Settled::Resized(end) => {
                        (self.at, self.entry) = (end, 0);
                        return true;
                    }
                }
            }
        }
        // SAFETY: the text goes on at `at`, and four bytes are less than the slack.
        // An entry that is not odd turns a character of three bytes into one of three
        // bytes, as `CharMapBuilder` made it.
        unsafe { tail.write(self.at, (character ^ entry & CHANGE).to_le_bytes()) };
        self.entry = entry;
        self.at += 3;
        true
    }

    /// [`Run::settle`], out of the loop.
    #[inline(never)]
    fn settle_apart(&mut self, at: usize, pair: (u32, u32), tail: &mut Tail<'_>) -> Settled {
        self.settle(at, pair, tail)
    }

    /// Decides about a pair whose right character is at `at`, and puts the phrase if it is
    /// part of one.
    #[inline(always)]
    fn settle(&mut self, at: usize, pair: (u32, u32), tail: &mut Tail<'_>) -> Settled {
        match self.decide.decide(at, pair) {
            Decision::Map => Settled::UpTo(at),
            Decision::Stop => Settled::Open,
            Decision::Put(range, result) => {
                // SAFETY: every step writes whole characters for those that it passes, and a
                // range that `decide` names begins before one of these.
                unsafe { tail.put(&range, result) };
                if result.len() == range.len() {
                    Settled::UpTo(range.end)
                } else {
                    Settled::Resized(range.end)
                }
            }
        }
    }
}

/// What came of a pair that passed the filter.
enum Settled {
    /// Only the caller can go on.
    Open,
    /// Up to here the text is mapped or replaced: no pair is left that begins before. It is
    /// where the right character starts, or a phrase ends.
    UpTo(usize),
    /// A phrase that ends here is replaced, and all that follows has another place.
    Resized(usize),
}

/// Fewer than eight bytes, filled up with bytes that start no character.
#[cold]
fn short_word(bytes: &[u8]) -> u64 {
    let mut word = [0xFF; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}
