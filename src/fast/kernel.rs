//! The loop that maps characters, and the one place with `unsafe`.
//!
//! It is written twice: for any processor, one character at a time, and for
//! x86-64 with AVX2, eight at a time.
#![expect(
    unsafe_code,
    reason = "bounds and UTF-8 checks cost half of the mapping loop's speed, and half of it is SIMD"
)]

use super::charmap::{BARE_LEFT, CHANGE, is_odd, is_suspect};
use super::mapping::{Decision, Tables};
use super::raw;

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
    // that size. `PairFilter::bit` asks for a word by as many high bits of a hash
    // as number its words, a power of two that its constructor has checked.
    unsafe { slice.get_unchecked(place as usize) }
}

/// The end of a `String`, where the text from a place on is mapped to. Each byte
/// of the text has its own there.
struct Tail<'s> {
    target: &'s mut Vec<u8>,
    /// Where the text starts in the target, and how far it can reach.
    start: usize,
    room: usize,
}

impl<'s> Tail<'s> {
    /// Makes room for a text of `room` bytes and what a step may write beyond.
    fn new(out: &'s mut String, room: usize) -> Self {
        out.reserve(room + SLACK);
        // SAFETY: `finish` leaves in it what was text, and whole characters.
        let target = unsafe { out.as_mut_vec() };
        let start = target.len();
        Self {
            target,
            start,
            room,
        }
    }

    /// # Safety
    /// `at` is at most the room, and `N` at most [`SLACK`].
    #[inline(always)]
    unsafe fn write<const N: usize>(&mut self, at: usize, bytes: [u8; N]) {
        debug_assert!(at <= self.room && N <= SLACK);
        // SAFETY: `new` has reserved the room and the slack, as the caller knows.
        unsafe {
            let place = self.target.as_mut_ptr().add(self.start + at);
            place.cast::<[u8; N]>().write(bytes);
        }
    }

    /// Writes whole characters.
    fn put(&mut self, at: usize, text: &str) {
        assert!(at + text.len() <= self.room, "a stretch of the text");
        // SAFETY: both ends are within the room, and nothing borrows from the target.
        unsafe {
            let place = self.target.as_mut_ptr().add(self.start + at);
            place.copy_from_nonoverlapping(text.as_ptr(), text.len());
        }
    }

    /// # Safety
    /// The first `len` bytes are written, and are whole characters.
    unsafe fn finish(self, len: usize) {
        // SAFETY: all bytes up to there were there or have been written.
        unsafe { self.target.set_len(self.start + len) };
    }
}

/// Maps characters of `text` and appends them to `out`, up to the first that is
/// not a matter of mapping: an odd one, or the right one of a pair for which `decide`
/// says so. Returns that character's offset, or the length of the text.
///
/// `previous` is the character before `text`, 0 for none that matters. `decide`
/// gets the offset of a pair's right character, and both characters; it is asked
/// where they have a colour in common and pass the filter.
pub(super) fn map_until<'t>(
    tables: Tables<'t>,
    text: &str,
    previous: u32,
    out: &mut String,
    decide: impl FnMut(usize, u32, u32) -> Decision<'t>,
) -> usize {
    let mut tail = Tail::new(out, text.len());
    let mut run = Run {
        tables,
        text: text.as_bytes(),
        at: 0,
        previous,
        entry: tables.map.entry_of(previous),
        decide,
    };
    let mut goes_on = true;
    // To ask for the first time can take longer than to map a short text.
    #[cfg(target_arch = "x86_64")]
    if text.len() >= WIDE && is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        goes_on = unsafe { run.steps_eight(&mut tail) };
    }
    while goes_on {
        goes_on = run.step(&mut tail);
    }
    // SAFETY: every step writes whole characters for those that it passes.
    unsafe { tail.finish(run.at) };
    run.at
}

/// The state of the loop: where it is and what it passed last.
struct Run<'t, F> {
    tables: Tables<'t>,
    text: &'t [u8],
    at: usize,
    previous: u32,
    /// The previous character's, or 0 where no pair can begin with it.
    entry: u32,
    decide: F,
}

impl<'t, F: FnMut(usize, u32, u32) -> Decision<'t>> Run<'_, F> {
    /// Maps one character, or copies it where none of its kind changes, or up to eight
    /// of ASCII; false where it is odd or has to be decided.
    #[inline(always)]
    fn step(&mut self, tail: &mut Tail<'_>) -> bool {
        let rest = &self.text[self.at..];
        let word = match rest.first_chunk::<8>() {
            Some(word) => u64::from_le_bytes(*word),
            None => short_word(rest),
        };
        if raw::is_three(word as u32) {
            return self.step_three(word as u32 & 0xFF_FFFF, tail);
        }
        // How many bytes, and the last of them, or both or all of a longer character.
        let (copied, last) = match word & ASCII {
            0 => (8, word >> 56),
            _ if word & 0xE0 == 0xC0 => (2, word & 0xFFFF),
            _ if raw::is_picture(word as u32) => (4, word & 0xFFFF_FFFF),
            others => match others.trailing_zeros() / 8 {
                0 => return false,
                ascii => (ascii as usize, word >> (ascii * 8 - 8) & 0xFF),
            },
        };
        // SAFETY: the text goes on at `at`; the word's eight bytes are less than the
        // slack, and the first `copied` of them are characters of the text.
        unsafe { tail.write(self.at, word.to_le_bytes()) };
        (self.previous, self.entry) = (last as u32, BARE_LEFT);
        self.at += copied;
        true
    }

    #[inline(always)]
    fn step_three(&mut self, character: u32, tail: &mut Tail<'_>) -> bool {
        let entry = self.tables.map.entry(character);
        if is_suspect(self.entry, entry) {
            if is_odd(entry) {
                return false;
            }
            match self.ask(self.at, self.previous, character) {
                Decision::Map => {}
                Decision::Stop => return false,
                Decision::Put(start, result) => {
                    self.put(start, result, tail);
                    return true;
                }
            }
        }
        // SAFETY: the text goes on at `at`, and four bytes are less than the slack.
        // An entry that is not odd turns a character of three bytes into one of three
        // bytes, as `CharMapBuilder` made it.
        unsafe { tail.write(self.at, (character ^ entry & CHANGE).to_le_bytes()) };
        (self.previous, self.entry) = (character, entry);
        self.at += 3;
        true
    }

    /// Decides about a pair whose right character is at `at`.
    #[inline(always)]
    fn ask(&mut self, at: usize, left: u32, right: u32) -> Decision<'t> {
        match self.tables.filter.bit(left, right) {
            0 => Decision::Map,
            _ => (self.decide)(at, left, right),
        }
    }

    /// Puts a phrase, and goes on at the edge behind it.
    fn put(&mut self, start: usize, result: &str, tail: &mut Tail<'_>) {
        tail.put(start, result);
        self.at = start + result.len();
        (self.previous, self.entry) = (0, 0);
    }
}

/// Fewer than eight bytes, filled up with bytes that start no character.
#[cold]
fn short_word(bytes: &[u8]) -> u64 {
    let mut word = [0xFF; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_blend_epi32, _mm256_castsi256_ps,
        _mm256_cmpeq_epi32, _mm256_extract_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16,
        _mm256_min_epu32, _mm256_movemask_epi8, _mm256_movemask_ps, _mm256_or_si256,
        _mm256_permutevar8x32_epi32, _mm256_set_m128i, _mm256_set1_epi32, _mm256_setr_epi8,
        _mm256_setr_epi32, _mm256_shuffle_epi8, _mm256_sllv_epi32, _mm256_srli_epi32,
        _mm256_sub_epi32, _mm256_xor_si256,
    };
    use std::mem::transmute;

    use super::super::charmap::{
        ALWAYS, COMPATIBILITY, COMPATIBILITY_LEN, FIRST, LIFT, ODD, OTHERS, WATCHED,
    };
    use super::{BARE_LEFT, CHANGE, Decision, Run, Tail, element, is_odd};

    /// What eight lanes make of the text.
    struct Eight {
        characters: __m256i,
        entries: __m256i,
        /// How many lanes, from the first, have a character of three bytes.
        count: usize,
    }

    impl<'t, F: FnMut(usize, u32, u32) -> Decision<'t>> Run<'_, F> {
        /// Goes on while there is text for a whole window; false if stopped before.
        #[target_feature(enable = "avx2")]
        pub(super) fn steps_eight(&mut self, tail: &mut Tail<'_>) -> bool {
            while let Some(window) = self.text[self.at..].first_chunk() {
                if !self.step_eight(window, tail) {
                    return false;
                }
            }
            true
        }

        /// Does what [`Run::step`] does for up to eight characters of three bytes,
        /// and for ASCII behind fewer. `window` is the text from here on.
        #[inline]
        #[target_feature(enable = "avx2")]
        fn step_eight(&mut self, window: &[u8; 32], tail: &mut Tail<'_>) -> bool {
            let characters = spread(window);
            let leads = _mm256_and_si256(characters, all(0xF0));
            let count = lanes(_mm256_cmpeq_epi32(leads, all(0xE0))).trailing_ones() as usize;
            let entries = entries(self.tables.map.entries(), characters);
            let change = _mm256_and_si256(entries, all(CHANGE));
            let [low, high] = pack(_mm256_xor_si256(characters, change));
            // SAFETY: the text goes on at `at`; with its eight lanes in 28 bytes, both
            // writes end within the slack.
            unsafe {
                tail.write(self.at, low);
                tail.write(self.at + 12, high);
            }
            let eight = Eight {
                characters,
                entries,
                count,
            };
            let suspects = self.suspects(&eight);
            if suspects != 0 {
                match self.look(&eight, suspects, tail) {
                    Look::Through => {}
                    Look::Moved => return true,
                    Look::Stop => return false,
                }
            }
            // Chinese text goes on so: a guess that is right lets the next step begin
            // before this one has counted.
            if count == 8 {
                self.previous = _mm256_extract_epi32::<7>(characters).cast_unsigned();
                self.entry = _mm256_extract_epi32::<7>(entries).cast_unsigned();
                self.at += 24;
                return true;
            }
            if count > 0 {
                self.previous = each(characters)[count - 1];
                self.entry = each(entries)[count - 1];
                self.at += count * 3;
            }
            self.step_ascii(tail)
        }

        /// The lanes to look at, as `is_suspect` has it.
        #[inline]
        #[target_feature(enable = "avx2")]
        fn suspects(&self, eight: &Eight) -> u32 {
            let left = before(eight.entries, self.entry);
            let watched = _mm256_or_si256(_mm256_and_si256(left, all(WATCHED)), all(ALWAYS));
            let colours = _mm256_srli_epi32::<{ LIFT.cast_signed() }>(eight.entries);
            lanes(_mm256_sllv_epi32(watched, colours)) & ((1 << eight.count) - 1)
        }

        /// Looks at suspects one by one.
        #[target_feature(enable = "avx2")]
        fn look(&mut self, eight: &Eight, suspects: u32, tail: &mut Tail<'_>) -> Look {
            let entries = each(eight.entries);
            // Each lane's neighbour on the left stands before it.
            let mut characters = [self.previous; 9];
            characters[1..].copy_from_slice(&each(eight.characters));
            let mut open = suspects;
            while open != 0 {
                let lane = open.trailing_zeros() as usize;
                let at = self.at + lane * 3;
                let decision = if is_odd(entries[lane]) {
                    Decision::Stop
                } else {
                    self.ask(at, characters[lane], characters[lane + 1])
                };
                match decision {
                    Decision::Map => open &= open - 1,
                    Decision::Stop => {
                        self.at = at;
                        return Look::Stop;
                    }
                    Decision::Put(start, result) => {
                        let end = start + result.len();
                        if end >= self.at + eight.count * 3 {
                            self.put(start, result, tail);
                            return Look::Moved;
                        }
                        tail.put(start, result);
                        // No pair is left in the phrase, nor across its end.
                        let lane = (end - self.at) / 3;
                        open &= !1 << lane | u32::from(is_odd(entries[lane])) << lane;
                    }
                }
            }
            Look::Through
        }

        /// Copies ASCII, or else does what [`Run::step`] does.
        #[inline]
        #[target_feature(enable = "avx2")]
        fn step_ascii(&mut self, tail: &mut Tail<'_>) -> bool {
            let start = self.at;
            while let Some(window) = self.text[self.at..].first_chunk::<32>() {
                // SAFETY: both have 32 bytes and no invalid values.
                let bytes: __m256i = unsafe { transmute(*window) };
                let ascii = _mm256_movemask_epi8(bytes).trailing_zeros() as usize;
                // SAFETY: the text goes on at `at`, and 32 bytes are the slack.
                unsafe { tail.write(self.at, *window) };
                self.at += ascii;
                if ascii < 32 {
                    break;
                }
            }
            if self.at == start {
                return self.step(tail);
            }
            (self.previous, self.entry) = (u32::from(self.text[self.at - 1]), BARE_LEFT);
            true
        }
    }

    /// What came of a look at eight characters.
    enum Look {
        /// All can stay as they were mapped, or were replaced.
        Through,
        /// The loop is behind a phrase that ended later.
        Moved,
        /// The loop is at one that only the caller can decide about.
        Stop,
    }

    /// The lanes as numbers.
    #[inline]
    fn each(vector: __m256i) -> [u32; 8] {
        // SAFETY: both have 32 bytes and no invalid values.
        unsafe { transmute(vector) }
    }

    /// Each lane gets what the one before it had, the first gets `first`.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn before(vector: __m256i, first: u32) -> __m256i {
        let rotated =
            _mm256_permutevar8x32_epi32(vector, _mm256_setr_epi32(7, 0, 1, 2, 3, 4, 5, 6));
        _mm256_blend_epi32::<1>(rotated, all(first))
    }

    /// The highest bit of each lane.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn lanes(vector: __m256i) -> u32 {
        _mm256_movemask_ps(_mm256_castsi256_ps(vector)).cast_unsigned()
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn all(value: u32) -> __m256i {
        _mm256_set1_epi32(value.cast_signed())
    }

    /// Eight times three bytes, each in a lane of its own.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn spread(window: &[u8; 32]) -> __m256i {
        // SAFETY: both loads stay within the 32 bytes.
        let (low, high) = unsafe {
            let source = window.as_ptr();
            (
                _mm_loadu_si128(source.cast()),
                _mm_loadu_si128(source.add(12).cast()),
            )
        };
        let order = _mm256_setr_epi8(
            0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1, //
            0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1,
        );
        _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order)
    }

    /// The reverse of [`spread`]: twelve bytes in each half.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn pack(characters: __m256i) -> [[u8; 16]; 2] {
        let order = _mm256_setr_epi8(
            0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, //
            0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1,
        );
        let packed = _mm256_shuffle_epi8(characters, order);
        // SAFETY: both have 32 bytes and no invalid values.
        unsafe { transmute(packed) }
    }

    /// What `CharMap::entry` gives, for eight characters.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn entries(table: &[[u8; 4]; OTHERS as usize + 1], characters: __m256i) -> __m256i {
        let bits = _mm256_and_si256(characters, all(0x003F_3F0F));
        // First byte times 64 plus second, then that times 64 plus third.
        let pairs = _mm256_maddubs_epi16(bits, all(0x0001_0140));
        let codes = _mm256_madd_epi16(pairs, all(0x0001_0040));
        let places = _mm256_min_epu32(_mm256_sub_epi32(codes, all(FIRST)), all(OTHERS));
        // One by one: a gather takes longer on AMD's processors.
        let loaded = each(places).map(|place| *element(table, place));
        // SAFETY: both have 32 bytes and no invalid values.
        let entries: __m256i = unsafe { transmute(loaded) };
        let block = _mm256_sub_epi32(codes, all(COMPATIBILITY));
        let within = _mm256_min_epu32(block, all(COMPATIBILITY_LEN - 1));
        let compatibility = _mm256_cmpeq_epi32(block, within);
        _mm256_or_si256(entries, _mm256_and_si256(compatibility, all(ODD)))
    }
}
