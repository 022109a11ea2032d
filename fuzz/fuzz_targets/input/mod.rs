//! What the fuzzer's bytes stand for.

#[path = "../../../tests/engines/mod.rs"]
mod engines;
#[path = "../../../tests/texts/keys.rs"]
mod keys;

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

use engines::Engines;
use keys::{Key, Keys, in_compatibility_ideographs};

/// A first byte that chooses the conversion, and a text.
///
/// Control characters in the text stand for pieces out of the dictionaries, so
/// that one changed byte puts another key there. All else stands for itself.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) engines: &'static Engines,
    pub(crate) text: String,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let engines = input.choose(Engines::all())?;
        let mut glue = Glue {
            keys: Keys::of(engines.config),
            text: String::new(),
            last: None,
        };
        while !input.is_empty() {
            glue.add(input)?;
        }
        Ok(Self {
            engines,
            text: glue.text,
        })
    }
}

/// A text that is being glued together.
struct Glue {
    keys: &'static Keys,
    text: String,
    /// The key that the text ends with.
    last: Option<&'static Key>,
}

impl Glue {
    fn add(&mut self, input: &mut Unstructured<'_>) -> Result<()> {
        let last = self.last.take();
        let phrases = &self.keys.phrases;
        match (input.arbitrary()?, last) {
            (1, _) if !phrases.is_empty() => {
                let key = input.choose(phrases)?;
                self.text.push_str(&key.source);
                self.last = Some(key);
            }
            (2, Some(last)) => {
                let overlaps: Vec<_> = self.keys.overlaps(last).collect();
                if !overlaps.is_empty() {
                    let overlap = input.choose(&overlaps)?;
                    overlap.append_to(&mut self.text);
                    self.last = Some(overlap.right);
                }
            }
            (3, _) if !phrases.is_empty() => {
                let characters = input.choose(phrases)?.source.chars();
                let characters: Vec<char> = characters.collect();
                let start = input.choose_index(characters.len())?;
                let len = 1 + input.choose_index(characters.len() - start)?;
                self.text.extend(&characters[start..start + len]);
            }
            (4, _) => self.text.push(*input.choose(&self.keys.characters)?),
            (5, Some(last)) => {
                let read = last.mapped.chars();
                let spelled = read.filter_map(|c| self.keys.sources(c).last());
                self.text.extend(spelled);
            }
            (6, Some(last)) => self.text.extend(in_compatibility_ideographs(&last.source)),
            (first, _) => self.text.push(character(first, input)),
        }
        Ok(())
    }
}

/// The character that starts with the byte `first` and goes on in the input.
fn character(first: u8, input: &mut Unstructured<'_>) -> char {
    let others =
        usize::from(first >= 0xC0) + usize::from(first >= 0xE0) + usize::from(first >= 0xF0);
    let mut bytes = vec![first];
    bytes.extend(input.peek_bytes(others).unwrap_or_default());
    let character = str::from_utf8(&bytes)
        .ok()
        .and_then(|text| text.chars().next());
    match character {
        Some(character) => {
            input
                .bytes(others)
                .expect("they are there: they were looked at");
            character
        }
        None => char::REPLACEMENT_CHARACTER,
    }
}
