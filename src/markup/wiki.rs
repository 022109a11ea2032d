//! Language converter markup of `MediaWiki`: `-{zh-hans:甲;zh-hant:乙}-`.

use std::borrow::Cow;
use std::ops::Range;

use super::Protected;
use crate::config::Config;
use crate::form::{Form, Vocabulary};

const OPEN: &str = "-{";
const CLOSE: &str = "}-";
/// Markup in markup is resolved so deep; what is deeper stays.
const DEPTH: usize = 16;

/// The names of variants.
const VARIANTS: [&str; 9] = [
    "zh", "zh-hans", "zh-hant", "zh-cn", "zh-hk", "zh-mo", "zh-my", "zh-sg", "zh-tw",
];
/// The flags that markup may have before `|`.
const FLAGS: [&str; 7] = ["A", "T", "R", "D", "-", "H", "N"];

/// The variant that a conversion gives, and those that `MediaWiki` takes where it is
/// missing, in its order.
fn variants(config: Config) -> &'static [&'static str] {
    match (config.target(), config.vocabulary()) {
        (Form::Mainland, Vocabulary::Keep) => &["zh-hans", "zh-cn", "zh-sg", "zh-my"],
        (Form::Mainland, Vocabulary::Convert) => &["zh-cn", "zh-hans", "zh-sg", "zh-my"],
        (Form::Traditional, _) => &["zh-hant", "zh-tw", "zh-hk", "zh-mo"],
        (Form::Taiwan, _) => &["zh-tw", "zh-hant", "zh-hk", "zh-mo"],
        (Form::HongKong, _) => &["zh-hk", "zh-mo", "zh-hant", "zh-tw"],
        (Form::Japanese, _) => &[],
    }
}

/// All markup that is in no other, and what stands for it.
pub(super) fn find(text: &str, config: Config) -> Vec<Protected<'_>> {
    let variants = variants(config);
    let found = markup(text).into_iter();
    let protected = found.map(|range| Protected {
        instead: resolve(&text[range.clone()], variants, DEPTH),
        range,
    });
    protected.collect()
}

/// Where markup starts and ends that is closed, and in no other.
fn markup(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['-', '}']) {
        at += next;
        if text[at..].starts_with(OPEN) {
            open.push(at);
            at += OPEN.len();
        } else if text[at..].starts_with(CLOSE) {
            at += CLOSE.len();
            if let Some(start) = open.pop() {
                while found.pop_if(|inner| inner.start > start).is_some() {}
                found.push(start..at);
            }
        } else {
            at += 1;
        }
    }
    found
}

/// What stands for markup; `None` where it stays as it is.
fn resolve<'t>(text: &'t str, variants: &[&str], depth: usize) -> Option<Cow<'t, str>> {
    let body = text.strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
    let chosen = match flags_and_text(body) {
        None => choose(body, variants)?,
        Some((flags, text)) if flags.split(';').any(|flag| flag.trim() == "R") => text,
        Some(_) => return None,
    };
    let inner = if depth > 0 {
        markup(chosen)
    } else {
        Vec::new()
    };
    if inner.is_empty() {
        return Some(Cow::Borrowed(chosen));
    }
    let mut out = String::new();
    let mut done = 0;
    for range in inner {
        let text = &chosen[range.clone()];
        out.push_str(&chosen[done..range.start]);
        out.push_str(&resolve(text, variants, depth - 1).unwrap_or(Cow::Borrowed(text)));
        done = range.end;
    }
    out.push_str(&chosen[done..]);
    Some(Cow::Owned(out))
}

/// What stands before the first `|` and behind it, if that before it is flags.
fn flags_and_text(body: &str) -> Option<(&str, &str)> {
    let (flags, text) = body.split_once('|')?;
    let is_flag = |flag: &str| FLAGS.contains(&flag) || is_variant(flag);
    let is_flags = flags.split(';').all(|flag| is_flag(flag.trim()));
    is_flags.then_some((flags, text))
}

/// The text of the first of `variants` that has one, or all of `body` where it is no
/// list of variants.
fn choose<'t>(body: &'t str, variants: &[&str]) -> Option<&'t str> {
    let parts = parts(body);
    let has_one_way = parts.iter().any(|part| {
        let arrow = part.split_once("=>");
        arrow.is_some_and(|(_, to)| rule(to).is_some())
    });
    if has_one_way {
        return None;
    }
    let rules = parts.into_iter().filter(|part| part.contains(':'));
    let rules: Vec<_> = rules.map(rule).collect::<Option<_>>().unwrap_or_default();
    if rules.is_empty() {
        return Some(body);
    }
    variants.iter().find_map(|variant| {
        // Of rules for the same variant the last counts.
        let rules = rules.iter().rev().map(|(name, text)| (name, text.trim()));
        let mut texts = rules.filter(|(name, _)| name.eq_ignore_ascii_case(variant));
        texts.find_map(|(_, text)| (!text.is_empty()).then_some(text))
    })
}

/// Cuts `body` at each semicolon before a rule or the end that stands in no markup of
/// its own.
fn parts(body: &str) -> Vec<&str> {
    let inner = markup(body);
    let mut parts = Vec::new();
    let mut done = 0;
    for (at, mark) in body.match_indices(';') {
        let number = inner.partition_point(|range| range.end <= at);
        let is_outside = inner.get(number).is_none_or(|range| at < range.start);
        let behind = &body[at + mark.len()..];
        if is_outside && (behind.trim_start().is_empty() || rule(behind).is_some()) {
            parts.push(&body[done..at]);
            done = at + mark.len();
        }
    }
    parts.push(&body[done..]);
    parts
}

/// The variant that starts `text`, and what follows behind its colon.
fn rule(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let (variant, rest) = text.split_at(end);
    let text = rest.trim_start().strip_prefix(':')?;
    is_variant(variant).then_some((variant, text))
}

fn is_variant(name: &str) -> bool {
    VARIANTS
        .iter()
        .any(|variant| variant.eq_ignore_ascii_case(name))
}
