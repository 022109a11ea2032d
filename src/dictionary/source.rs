//! The text form of a dictionary: `key TAB value SP value...`, a line each.

use std::collections::HashMap;

use crate::error::{ParseError, ParseErrorKind, Position};

/// One key with its values, the default value first.
///
/// # Examples
/// ```
/// use jianfan::Position;
/// use jianfan::dictionary::Entries;
///
/// let entries = Entries::parse("terms.txt", "# hair\n发\t發 髮\n")?;
/// let entry = entries.iter().next().unwrap();
/// assert_eq!((entry.key.as_str(), entry.position), ("发", Some(Position::Line(2))));
/// assert_eq!(entry.values, ["發", "髮"]);
/// # Ok::<(), jianfan::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is looked for in a text.
    pub key: String,
    /// What stands for it, in rank order; never empty.
    pub values: Vec<String>,
    /// Where in the source it stands; `None` where there is no source.
    pub position: Option<Position>,
}

impl Entry {
    /// The value a conversion takes.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// let entries = Entries::parse("terms.txt", "发\t發 髮\n")?;
    /// assert_eq!(entries.iter().next().unwrap().default_value(), "發");
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn default_value(&self) -> &str {
        &self.values[0]
    }
}

/// The entries of one dictionary, each key once, in the order of the source.
///
/// # Examples
/// ```
/// use jianfan::dictionary::Entries;
///
/// let entries = Entries::parse("terms.txt", "头发\t頭髮\n发\t發 髮\n")?;
/// assert_eq!(entries.iter().count(), 2);
///
/// let error = Entries::parse("terms.txt", "头发 頭髮\n").unwrap_err();
/// assert_eq!(error.to_string(), "terms.txt:1: no tab between key and values");
/// # Ok::<(), jianfan::ParseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries(Vec<Entry>);

impl Entries {
    /// Reads the text form: a key, a tab, the values with single spaces between.
    ///
    /// Blank lines are passed over, and so are comments: lines that start with
    /// `#` and have no tab. A byte order mark and CRLF line ends are accepted.
    /// `file` only names the source in errors.
    ///
    /// # Errors
    /// The first line that is not an entry: no tab, an empty key, an empty
    /// value, or a key that an earlier line has.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// let error = Entries::parse("terms.txt", "发\t發\n发\t髮\n").unwrap_err();
    /// assert_eq!(error.to_string(), "terms.txt:2: key already stands in line 1");
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, ParseError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let is_entry =
            |line: &str| !line.is_empty() && (!line.starts_with('#') || line.contains('\t'));
        let lines = text.lines().zip(1..).filter(|(line, _)| is_entry(line));
        let parse = |(line, number)| {
            let position = Position::Line(number);
            parse_line(line, position).map_err(|kind| ParseError::new(file, Some(position), kind))
        };
        Self::collect(file, lines.map(parse))
    }

    /// Takes pairs of a key and its value. An empty value is one, too.
    ///
    /// `file` only names the source in errors.
    ///
    /// # Errors
    /// The first pair whose key is empty, or is that of an earlier pair.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// assert!(Entries::from_pairs("terms", [("头", "頭"), ("发", "發")]).is_ok());
    /// let error = Entries::from_pairs("terms", [("头", "頭"), ("头", "头")]).unwrap_err();
    /// assert_eq!(error.to_string(), "pair 2 of terms: key already stands in pair 1");
    /// ```
    pub fn from_pairs<K: Into<String>, V: Into<String>>(
        file: &str,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self, ParseError> {
        let entries = pairs.into_iter().zip(1..).map(|((key, value), number)| {
            let entry = Entry {
                key: key.into(),
                values: vec![value.into()],
                position: Some(Position::Pair(number)),
            };
            if entry.key.is_empty() {
                return Err(ParseError::new(
                    file,
                    entry.position,
                    ParseErrorKind::EmptyKey,
                ));
            }
            Ok(entry)
        });
        Self::collect(file, entries)
    }

    /// Puts together entries that come with their positions.
    fn collect(
        file: &str,
        entries: impl Iterator<Item = Result<Entry, ParseError>>,
    ) -> Result<Self, ParseError> {
        let mut positions = HashMap::new();
        let mut check = |entry: Entry| {
            let earlier = entry
                .position
                .and_then(|position| positions.insert(entry.key.clone(), position));
            match earlier {
                None => Ok(entry),
                Some(first) => {
                    let kind = ParseErrorKind::DuplicateKey { first };
                    Err(ParseError::new(file, entry.position, kind))
                }
            }
        };
        let entries = entries.map(|entry| entry.and_then(&mut check));
        Ok(Self(entries.collect::<Result<_, _>>()?))
    }

    /// The entries in the order of the source.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// let entries = Entries::parse("terms.txt", "头\t頭\n发\t發\n")?;
    /// assert!(entries.iter().map(|entry| &entry.key).eq(["头", "发"]));
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.0.iter()
    }

    /// The text form, sorted by the bytes of the keys.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Entries;
    ///
    /// let entries = Entries::parse("terms.txt", "头\t頭\n发\t發 髮\n")?;
    /// assert_eq!(entries.to_text(), "发\t發 髮\n头\t頭\n");
    /// # Ok::<(), jianfan::ParseError>(())
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for entry in self.sorted() {
            text.push_str(&entry.key);
            text.push('\t');
            text.push_str(&entry.values.join(" "));
            text.push('\n');
        }
        text
    }

    /// The entries sorted by the bytes of their keys.
    pub(crate) fn sorted(&self) -> Vec<&Entry> {
        let mut sorted: Vec<&Entry> = self.0.iter().collect();
        sorted.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        sorted
    }
}

/// Collects pairs of key and values; a key that comes again adds its values to
/// those it has.
impl FromIterator<(String, Vec<String>)> for Entries {
    fn from_iter<I: IntoIterator<Item = (String, Vec<String>)>>(pairs: I) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (key, values) in pairs {
            if let Some(&place) = places.get(&key) {
                entries[place].values.extend(values);
            } else {
                places.insert(key.clone(), entries.len());
                entries.push(Entry {
                    key,
                    values,
                    position: None,
                });
            }
        }
        Self(entries)
    }
}

impl<'e> IntoIterator for &'e Entries {
    type Item = &'e Entry;
    type IntoIter = std::slice::Iter<'e, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn parse_line(line: &str, position: Position) -> Result<Entry, ParseErrorKind> {
    let (key, values) = line.split_once('\t').ok_or(ParseErrorKind::MissingTab)?;
    if key.is_empty() {
        return Err(ParseErrorKind::EmptyKey);
    }
    let values: Vec<String> = values.split(' ').map(str::to_owned).collect();
    if values.iter().any(String::is_empty) {
        return Err(ParseErrorKind::EmptyValue);
    }
    Ok(Entry {
        key: key.to_owned(),
        values,
        position: Some(position),
    })
}

#[cfg(test)]
mod tests {
    use super::{Entries, Position};

    fn error(text: &str) -> String {
        Entries::parse("d.txt", text).unwrap_err().to_string()
    }

    #[test]
    fn bad_lines_are_named() {
        assert_eq!(
            error("好\t好\n一 二\n"),
            "d.txt:2: no tab between key and values"
        );
        assert_eq!(error("\t好\n"), "d.txt:1: empty key");
        assert_eq!(error("好\t\n"), "d.txt:1: empty value");
        assert_eq!(error("好\t好  號\n"), "d.txt:1: empty value");
        assert_eq!(
            error("一\t一\n二\t二\n一\t壹\n"),
            "d.txt:3: key already stands in line 1"
        );
    }

    #[test]
    fn comments_marks_and_line_ends_are_accepted() {
        let entries =
            Entries::parse("d.txt", "\u{FEFF}# why\r\n\r\n一\t壹 弌\r\n#\t井\r\n").unwrap();
        let keys: Vec<_> = entries.iter().map(|e| (&*e.key, e.position)).collect();
        let lines = [3, 4].map(|number| Some(Position::Line(number)));
        assert_eq!(keys, [("一", lines[0]), ("#", lines[1])]);
        assert_eq!(entries.iter().next().unwrap().values, ["壹", "弌"]);
    }
}
