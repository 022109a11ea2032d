//! The mapping loop for AVX2: eight characters at a time.

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_blend_epi32, _mm256_castsi256_ps,
    _mm256_cmpeq_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_min_epu32,
    _mm256_movemask_epi8, _mm256_movemask_ps, _mm256_or_si256, _mm256_permutevar8x32_epi32,
    _mm256_set_m128i, _mm256_set1_epi32, _mm256_setr_epi8, _mm256_setr_epi32, _mm256_shuffle_epi8,
    _mm256_sllv_epi32, _mm256_srli_epi32, _mm256_sub_epi32, _mm256_xor_si256,
};
use std::mem::transmute;

use super::super::charmap::{
    ALWAYS, COMPATIBILITY, COMPATIBILITY_LEN, FIRST, LIFT, ODD, OTHERS, WATCHED,
};
use super::{BARE_LEFT, CHANGE, Decide, Run, Settled, Tail, element, is_odd, raw};

/// Whether the processor has AVX2, and the operations on bits that came with it.
pub(super) fn is_there() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
}

impl<'t, D: Decide<'t>> Run<'t, '_, D> {
    /// Goes on while there is text for a whole window; false if stopped before.
    ///
    /// Each window is done as by [`Run::step`], up to eight characters of three bytes, and
    /// ASCII behind fewer.
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
    pub(super) fn steps_eight(&mut self, tail: &mut Tail<'_>) -> bool {
        let (map, text) = (self.tables.map.entries(), self.text);
        // In a register: each step waits for it.
        let mut at = self.at;
        // The first lane has the entry of the character before the window.
        let mut left_entry = all(self.entry);
        let goes_on = loop {
            let Some(window) = text.as_bytes()[at..].first_chunk() else {
                break true;
            };
            let characters = spread(window);
            let leads = _mm256_and_si256(characters, all(0xF0));
            let threes = lanes(_mm256_cmpeq_epi32(leads, all(0xE0)));
            let entries = entries(map, characters);
            let change = _mm256_and_si256(entries, all(CHANGE));
            let [low, high] = pack(_mm256_xor_si256(characters, change));
            // SAFETY: the text goes on at `at`; with its eight lanes in 28 bytes, both
            // writes end within the slack.
            unsafe {
                tail.write(at, low);
                tail.write(at + 12, high);
            }
            let rotated = rotate(entries);
            // Of the lanes up to the first that has another character.
            let those = threes & !(threes + 1);
            let suspects = suspects(_mm256_blend_epi32::<1>(rotated, left_entry), entries) & those;
            if suspects != 0 {
                let eight = Eight::new(text, at, characters, entries, threes);
                match self.look(&eight, suspects, tail) {
                    Look::Through => {}
                    Look::Behind(end) => {
                        at = end;
                        left_entry = all(0);
                        continue;
                    }
                    Look::Open(place) => {
                        self.at = place;
                        return false;
                    }
                }
            }
            // Chinese text goes on so: a guess that is right lets the next step begin
            // before this one has counted.
            if threes == 0xFF {
                at += 24;
                left_entry = rotated;
                continue;
            }
            let count = threes.trailing_ones() as usize;
            at += count * 3;
            let ascii = copy_ascii(text, at, tail);
            if ascii > 0 {
                at += ascii;
                left_entry = all(BARE_LEFT);
                continue;
            }
            self.at = at;
            if count > 0 {
                self.entry = each(entries)[count - 1];
            } else {
                self.entry = each(left_entry)[0];
            }
            if !self.other_step(tail) {
                return false;
            }
            at = self.at;
            left_entry = all(self.entry);
        };
        (self.at, self.entry) = (at, each(left_entry)[0]);
        goes_on
    }

    /// Looks at suspects one by one.
    #[inline(always)]
    fn look(&mut self, eight: &Eight, mut suspects: u32, tail: &mut Tail<'_>) -> Look {
        while suspects != 0 {
            let lane = suspects.trailing_zeros() as usize;
            let (left, right) = eight.pair(lane);
            let is_odd_lane = is_odd(eight.entries[lane]);
            if self.tables.filter.bit(left, right) == 0 && !is_odd_lane {
                suspects &= suspects - 1;
                continue;
            }
            seldom();
            let place = eight.at + lane * 3;
            if is_odd_lane {
                return Look::Open(place);
            }
            match self.settle(place, (left, right), tail) {
                Settled::Open => return Look::Open(place),
                Settled::UpTo(end) if end < eight.end => {
                    let next = (end - eight.at) / 3;
                    suspects &= !1 << next | u32::from(is_odd(eight.entries[next])) << next;
                }
                Settled::UpTo(end) | Settled::Resized(end) => return Look::Behind(end),
            }
        }
        Look::Through
    }

    /// For characters that are seldom enough to be kept out of the loop.
    #[inline(never)]
    fn other_step(&mut self, tail: &mut Tail<'_>) -> bool {
        self.step(tail)
    }
}

/// Tells the compiler that the loop's values had better be kept in registers elsewhere.
#[cold]
fn seldom() {}

/// Copies ASCII, and returns how much.
#[inline]
#[target_feature(enable = "avx2")]
fn copy_ascii(text: &str, start: usize, tail: &mut Tail<'_>) -> usize {
    let mut at = start;
    while let Some(window) = text.as_bytes()[at..].first_chunk::<32>() {
        // SAFETY: both have 32 bytes and no invalid values.
        let bytes: __m256i = unsafe { transmute(*window) };
        let ascii = _mm256_movemask_epi8(bytes).trailing_zeros() as usize;
        // SAFETY: the text goes on at `at`, and 32 bytes are the slack.
        unsafe { tail.write(at, *window) };
        at += ascii;
        if ascii < 32 {
            break;
        }
    }
    at - start
}

/// What came of a look at eight characters.
enum Look {
    /// All can stay as they were mapped, or were replaced.
    Through,
    /// The loop has to go on here, behind a phrase.
    Behind(usize),
    /// Only the caller can go on, from here.
    Open(usize),
}

/// Eight lanes in which something is to be looked at.
struct Eight {
    /// Where they start in the text, and where those that are of three bytes end.
    at: usize,
    end: usize,
    /// The character before the lanes, and those of the lanes.
    characters: [u32; 9],
    entries: [u32; 8],
}

impl Eight {
    #[inline(always)]
    fn new(text: &str, at: usize, lanes: __m256i, entries: __m256i, threes: u32) -> Self {
        let mut characters = [raw::before(text, at); 9];
        characters[1..].copy_from_slice(&each(lanes));
        Self {
            at,
            end: at + threes.trailing_ones() as usize * 3,
            characters,
            entries: each(entries),
        }
    }

    /// The neighbours of which a lane has the right one.
    #[inline(always)]
    fn pair(&self, lane: usize) -> (u32, u32) {
        (self.characters[lane], self.characters[lane + 1])
    }
}

/// The lanes as numbers.
#[inline]
fn each(vector: __m256i) -> [u32; 8] {
    // SAFETY: both have 32 bytes and no invalid values.
    unsafe { transmute(vector) }
}

/// Each lane gets what the one before it had, the first what the last had.
#[inline]
#[target_feature(enable = "avx2")]
fn rotate(vector: __m256i) -> __m256i {
    _mm256_permutevar8x32_epi32(vector, _mm256_setr_epi32(7, 0, 1, 2, 3, 4, 5, 6))
}

/// The lanes to look at by the entries before them and their own, as `is_suspect` has it.
#[inline]
#[target_feature(enable = "avx2")]
fn suspects(left: __m256i, entries: __m256i) -> u32 {
    let watched = _mm256_or_si256(_mm256_and_si256(left, all(WATCHED)), all(ALWAYS));
    let colours = _mm256_srli_epi32::<{ LIFT.cast_signed() }>(entries);
    lanes(_mm256_sllv_epi32(watched, colours))
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
