//! Stands in for `kernel.rs` with `--cfg jianfan_safe`: the same without `unsafe`,
//! at about a third of the speed.

use super::charmap::{CHANGE, is_odd, is_suspect};
use super::mapping::{Decide, Decision, Tables};
use super::raw;

/// Bytes of a table as text.
pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("tables are made from text")
}

/// `slice[place]`, for places that cannot be outside.
pub(super) fn element<T>(slice: &[T], place: u32) -> &T {
    &slice[place as usize]
}

/// See `kernel.rs`.
pub(super) fn map_until<'t>(
    tables: Tables<'t>,
    text: &str,
    (floor, mut at): (usize, usize),
    out: &mut String,
    mut decide: impl Decide<'t>,
) -> usize {
    let mut previous = raw::before(&text[floor..], at - floor);
    let mut previous_entry = tables.map.entry_of(previous);
    while let Some(character) = text[at..].chars().next() {
        let raw = raw::of(character);
        let entry = tables.map.entry_of(raw);
        if is_odd(entry) && !tables.keeps(previous, raw) {
            break;
        }
        if raw::is_three(raw)
            && is_suspect(previous_entry, entry)
            && tables.filter.bit(previous, raw) != 0
        {
            match decide.decide(at, (previous, raw)) {
                Decision::Map => {}
                Decision::Stop => break,
                Decision::Put(range, result) => {
                    out.truncate(out.len() - (at - range.start));
                    out.push_str(result);
                    at = range.end;
                    (previous, previous_entry) = (0, 0);
                    continue;
                }
            }
        }
        out.push(match character.len_utf8() {
            3 => raw::decode3(raw ^ entry & CHANGE),
            _ => character,
        });
        at += character.len_utf8();
        (previous, previous_entry) = (raw, entry);
    }
    at
}
