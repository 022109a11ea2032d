//! E-mail addresses in running text.

use std::ops::Range;

/// All addresses, in order.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut done = 0;
    let addresses = text.match_indices('@').filter_map(|(at, mark)| {
        let start = at - local_len(&text[done..at]);
        done = at + mark.len();
        let end = done + domain_len(&text[done..])?;
        (start < at).then(|| {
            done = end;
            start..end
        })
    });
    addresses.collect()
}

/// How many bytes at the end of `text` are the part before the `@`.
fn local_len(text: &str) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let len = text.bytes().rev().take_while(is_part).count();
    text[text.len() - len..].trim_start_matches('.').len()
}

/// How many bytes at the start of `text` are a domain; `None` if it has no dot.
fn domain_len(text: &str) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let len = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let domain = match text[..len].find("..") {
        Some(end) => &text[..end],
        None => text[..len].trim_end_matches(['.', '-']),
    };
    (domain.contains('.') && !domain.starts_with('.')).then_some(domain.len())
}
