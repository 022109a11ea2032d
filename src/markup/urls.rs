//! URLs in running text.

use std::ops::Range;

/// What no URL ends with.
const TRAILING: [char; 8] = ['.', ',', ';', ':', '!', '?', '\'', '*'];

/// What letters beyond ASCII may follow.
const INNER: [char; 8] = ['/', '?', '#', '=', '&', '_', '-', '%'];

/// All URLs with a scheme, and those that start with `www.`, in order.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let marks = text.match_indices("://").chain(text.match_indices("www."));
    let mut marks: Vec<_> = marks.collect();
    marks.sort_unstable();
    let mut urls = Vec::new();
    let mut done = 0;
    for (at, mark) in marks {
        // A mark in a URL that is known starts none.
        let Some(before) = text.get(done..at) else {
            continue;
        };
        let start = match mark {
            "://" => scheme_len(before).map(|len| at - len),
            _ => (!before.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(at),
        };
        let Some(start) = start else {
            continue;
        };
        let body = at + mark.len();
        let len = body_len(&text[body..]);
        if len > 0 {
            done = body + len;
            urls.push(start..done);
        }
    }
    urls
}

/// How many bytes at the end of `text` are a scheme.
fn scheme_len(text: &str) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let len = text.bytes().rev().take_while(is_part).count();
    let scheme = &text[text.len() - len..];
    // It starts with a letter.
    let letter = scheme.find(|c: char| c.is_ascii_alphabetic())?;
    Some(len - letter)
}

/// How many bytes at the start of `text`, which follows a mark, belong to the URL.
fn body_len(text: &str) -> usize {
    let mut may_go_on = false;
    let other = text.find(|c: char| {
        let belongs = if c.is_ascii() {
            c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
        } else {
            may_go_on && c.is_alphanumeric()
        };
        may_go_on = INNER.contains(&c) || !c.is_ascii();
        !belongs
    });
    let url = &text[..other.unwrap_or(text.len())];
    let count = |bracket| url.matches(bracket).count();
    let mut surplus_round = count(')').saturating_sub(count('('));
    let mut surplus_square = count(']').saturating_sub(count('['));
    let is_trailing = |last: char| {
        let surplus = match last {
            ')' => &mut surplus_round,
            ']' => &mut surplus_square,
            _ => return TRAILING.contains(&last),
        };
        let is_surplus = *surplus > 0;
        *surplus = surplus.saturating_sub(1);
        is_surplus
    };
    url.trim_end_matches(is_trailing).len()
}
