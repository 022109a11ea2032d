//! The table of the forms in which each character is written.

use std::collections::{HashMap, HashSet};

use super::Sources;
use crate::dictionary::Name;
use crate::form::Form;
use crate::script::{FIRST, Forms, LEN};

/// The kana, with which only Japanese is written. The dot and the mark of length
/// between them (U+30FB, U+30FC) are not: Chinese has both in names.
const KANA: [std::ops::RangeInclusive<char>; 2] =
    ['\u{3041}'..='\u{3096}', '\u{30A1}'..='\u{30FA}'];
const HAN: [std::ops::RangeInclusive<char>; 2] = ['\u{3400}'..='\u{4DBF}', '\u{4E00}'..='\u{9FFF}'];

/// What Taiwan writes, too, though OpenCC has another form for it: in texts from there, of
/// the sets in `docs/detection.md`, 污 is more common than 汙 and 濕 than 溼, 祕 stands beside
/// 秘 and 泄 beside 洩.
const ALSO_TAIWAN: [char; 4] = ['污', '濕', '祕', '泄'];

/// What a dictionary makes of single characters, and what they are made from.
struct Characters {
    values: HashMap<char, Vec<char>>,
    keys: HashMap<char, Vec<char>>,
}

impl Characters {
    fn new(sources: &Sources, name: Name) -> Self {
        let mut values: HashMap<char, Vec<char>> = HashMap::new();
        let mut keys: HashMap<char, Vec<char>> = HashMap::new();
        for entry in sources.entries(name) {
            let Some(key) = single(&entry.key) else {
                continue;
            };
            for value in entry.values.iter().filter_map(|value| single(value)) {
                values.entry(key).or_default().push(value);
                keys.entry(value).or_default().push(key);
            }
        }
        Self { values, keys }
    }

    /// Whether `character` may stay as it is.
    fn keep(&self, character: char) -> bool {
        let values = self.values.get(&character);
        values.is_none_or(|values| values.contains(&character))
    }

    /// Whether `character` becomes another, or another becomes it.
    fn has(&self, character: char) -> bool {
        self.values.contains_key(&character) || self.keys.contains_key(&character)
    }

    /// Whether another character becomes this one.
    fn give(&self, character: char) -> bool {
        let mut keys = self.keys.get(&character).into_iter().flatten();
        keys.any(|key| *key != character)
    }
}

fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

impl Sources {
    /// Compiles the table by which texts are told apart: for each character the forms
    /// in which it is written.
    ///
    /// # Examples
    /// ```no_run
    /// use jianfan::compile::Sources;
    ///
    /// let sources = Sources::read(|name| std::fs::read_to_string(format!("dicts/opencc/{name}.txt")))?;
    /// std::fs::write("dicts/forms.table", sources.compile_forms()).expect("the disk has room");
    /// # Ok::<(), jianfan::compile::SourceError<std::io::Error>>(())
    /// ```
    #[must_use]
    pub fn compile_forms(&self) -> Vec<u8> {
        let dictionaries = Dictionaries {
            simplified_to_traditional: Characters::new(self, Name::StCharacters),
            traditional_to_simplified: [Name::TsCharacters, Name::TsCharactersExt]
                .map(|name| Characters::new(self, name)),
            taiwan: Characters::new(self, Name::TwVariants),
            hong_kong: Characters::new(self, Name::HkVariants),
            japanese: Characters::new(self, Name::JpShinjitaiCharacters),
            in_words: self.characters_of(&[Name::StPhrases, Name::TsPhrases]),
            in_standard_words: self.kept(&[Name::TwVariantsRevPhrases, Name::HkVariantsRevPhrases]),
        };
        let mut table = vec![Forms::NONE.index() as u8; LEN];
        let mut set = |character: char, forms: Forms| {
            table[(u32::from(character) - FIRST) as usize] = forms.index() as u8;
        };
        for character in KANA.into_iter().flatten() {
            set(character, Forms::of(Form::Japanese));
        }
        for character in HAN.into_iter().flatten() {
            set(character, dictionaries.forms(character));
        }
        table
    }

    /// All characters of the keys and values of some dictionaries.
    fn characters_of(&self, names: &[Name]) -> HashSet<char> {
        let entries = names.iter().flat_map(|name| self.entries(*name));
        let texts = entries.flat_map(|entry| entry.values.iter().chain([&entry.key]));
        texts.flat_map(|text| text.chars()).collect()
    }

    /// The characters that stay in some phrase of the dictionaries.
    fn kept(&self, names: &[Name]) -> HashSet<char> {
        let entries = names.iter().flat_map(|name| self.entries(*name));
        let pairs = entries.flat_map(|entry| entry.key.chars().zip(entry.default_value().chars()));
        let kept = pairs.filter(|(source, target)| source == target);
        kept.map(|(character, _)| character).collect()
    }
}

struct Dictionaries {
    simplified_to_traditional: Characters,
    traditional_to_simplified: [Characters; 2],
    taiwan: Characters,
    hong_kong: Characters,
    japanese: Characters,
    /// The characters of Chinese words.
    in_words: HashSet<char>,
    /// The characters that some words have in a region's form and in the standard: 著, which
    /// stays in 著名.
    in_standard_words: HashSet<char>,
}

impl Dictionaries {
    /// The forms in which `character` is written: those whose dictionaries let it stay,
    /// be it as one of several values, and those that have it as a value.
    fn forms(&self, character: char) -> Forms {
        let to_simplified = &self.traditional_to_simplified;
        let chinese = to_simplified
            .iter()
            .chain([&self.simplified_to_traditional]);
        let is_known = self.in_words.contains(&character)
            || chinese
                .into_iter()
                .any(|dictionary| dictionary.has(character));
        // A new form that Chinese does not know is Japanese alone: 気, but not 研.
        let is_new = !self.japanese.keep(character) && !is_known;
        let is_old =
            self.japanese.give(character) && !self.japanese.values.contains_key(&character);
        let regions = [&self.taiwan, &self.hong_kong];
        let simplified = &self.simplified_to_traditional;
        let is_region_only = regions
            .iter()
            .any(|region| region.give(character) && !region.values.contains_key(&character));
        // A region's form that is a value of itself is no region's alone: 台.
        // Nor is one that Simplified becomes, 參, or that is kept in words.
        let is_in_standard = simplified.has(character)
            || self.in_standard_words.contains(&character)
            || !is_region_only;
        let is_standard = !is_new && simplified.keep(character) && is_in_standard;
        let is_regional =
            |region: &Characters| region.give(character) || is_standard && region.keep(character);
        let [is_taiwan, is_hong_kong] = regions.map(is_regional);
        let is_simplified = !is_new && to_simplified.iter().all(|d| d.keep(character));
        // Japanese has no Simplified character but those that are new forms, too: 国.
        let is_simplified_only = is_simplified && !(is_standard || is_taiwan || is_hong_kong);
        let is_foreign = is_simplified_only && !self.japanese.values.contains_key(&character);
        let memberships = [
            (Form::Mainland, is_simplified),
            (Form::Traditional, is_standard),
            (Form::Taiwan, is_taiwan || ALSO_TAIWAN.contains(&character)),
            (Form::HongKong, is_hong_kong),
            (Form::Japanese, !is_old && !is_foreign),
        ];
        let forms = memberships.into_iter().filter(|(_, is_member)| *is_member);
        forms.fold(Forms::NONE, |forms, (form, _)| forms.and(Forms::of(form)))
    }
}
