//! JSON with comments and trailing commas, perhaps behind a byte order mark, in which no object
//! has a field twice.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::ConfigErrorKind;

/// A value of JSON, as far as configs have them.
#[derive(Debug)]
pub(super) enum Json {
    Bool(bool),
    String(String),
    Array(Vec<Json>),
    Object(BTreeMap<String, Json>),
    /// A number, or null.
    Other,
}

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Json {
    pub(super) fn parse(text: &str) -> Result<Self, ConfigErrorKind> {
        serde_json::from_str(&without_comments(text)).map_err(|error| {
            let message = error.to_string();
            let reason = message.split(" at line ").next().unwrap_or_default();
            ConfigErrorKind::Json {
                line: error.line(),
                // Before the first byte of a line it is 0.
                column: error.column().max(1),
                reason: reason.to_owned(),
            }
        })
    }
}

/// `text` with spaces for comments, for a byte order mark and for commas before closing
/// brackets, so that all else stays in its line and column.
fn without_comments(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    // The last two bytes that are neither space nor comment, and where the last comma is.
    let mut seen = [0, 0];
    let mut comma = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let (len, is_comment) = match byte {
            b'"' => (string_len(rest), false),
            // As much nothing as a comment.
            0xEF if at == 0 && rest.starts_with(BYTE_ORDER_MARK) => (BYTE_ORDER_MARK.len(), true),
            b'/' if rest.starts_with(b"//") => (line_len(rest), true),
            // An open one is for the parser to complain of.
            b'/' if rest.starts_with(b"/*") => match block_len(rest) {
                Some(len) => (len, true),
                None => break,
            },
            _ => (1, false),
        };
        if is_comment {
            let comment = bytes[at..at + len].iter_mut();
            comment
                .filter(|byte| **byte != b'\n')
                .for_each(|byte| *byte = b' ');
        } else if !byte.is_ascii_whitespace() {
            let is_end = matches!(byte, b']' | b'}');
            // Behind nothing it is no trailing comma.
            if is_end && seen[1] == b',' && !matches!(seen[0], b'[' | b'{' | b',') {
                bytes[comma] = b' ';
            }
            if byte == b',' {
                comma = at;
            }
            seen = [seen[1], byte];
        }
        at += len;
    }
    String::from_utf8(bytes).expect("comments begin and end between characters")
}

/// The length of the string that starts `text`, quotes included.
fn string_len(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text[1..].iter().position(|&byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 2)
}

fn line_len(text: &[u8]) -> usize {
    let end = text.iter().position(|&byte| byte == b'\n');
    end.unwrap_or(text.len())
}

fn block_len(text: &[u8]) -> Option<usize> {
    let end = text[2..].windows(2).position(|bytes| bytes == b"*/");
    end.map(|end| end + 4)
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(value) = values.next_element()? {
            array.push(value);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut object = BTreeMap::new();
        while let Some(name) = fields.next_key::<String>()? {
            if object.contains_key(&name) {
                let message = format_args!("field {name:?} stands twice");
                return Err(A::Error::custom(message));
            }
            object.insert(name, fields.next_value()?);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, without_comments};

    #[test]
    fn comments_and_trailing_commas_become_spaces() {
        let text = "{ // 一\n \"a\": [1, /* ] */ 2, /*\n*/ ], \"//\": \"\\\"/*\", }";
        let expected = "{       \n \"a\": [1,         2    \n   ], \"//\": \"\\\"/*\"  }";
        assert_eq!(without_comments(text), expected);
        assert_eq!(text.len(), expected.len());
        assert!(Json::parse(text).is_ok());
    }

    #[test]
    fn a_byte_order_mark_counts_only_at_the_start() {
        assert_eq!(
            without_comments("\u{FEFF}{\"\u{FEFF}\": 1}"),
            "   {\"\u{FEFF}\": 1}"
        );
        assert!(Json::parse("\u{FEFF}\u{FEFF}{}").is_err());
    }

    #[test]
    fn what_is_no_json_is_named_by_its_place() {
        let error = |text| Json::parse(text).unwrap_err().to_string();
        assert_eq!(error(""), "1:1: EOF while parsing a value");
        assert_eq!(error("{\n  /* 一 */ x }"), "2:13: key must be a string");
        assert_eq!(
            error("{ \"a\": 1,\n  \"a\": 2 }"),
            "2:5: field \"a\" stands twice"
        );
        for text in ["", "[,]", "[1,,]", "{,}", "[1] /*", "\"a", "[1],", "// [1]"] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }
}
