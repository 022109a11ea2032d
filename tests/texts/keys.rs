//! The keys of a conversion's dictionaries, as texts spell them and as stages
//! read them: out of these the texts are made on which engines are compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

use jianfan::Config;
use jianfan::dictionary::{Bundle, Entries, Name};

/// A key that earlier stages can make of many texts is spelled in so many ways.
const MOST_SPELLINGS: usize = 16;

/// The dictionaries of a conversion by what reads them.
struct Readers {
    /// The segmentation, where it has more than the stage after it.
    segmentation: &'static [Name],
    /// The stage before the last, if there is one.
    earlier: &'static [Name],
    last: &'static [Name],
}

impl Readers {
    fn of(config: Config) -> Self {
        use Name as N;
        const NONE: &[Name] = &[];
        const ST: &[Name] = &[N::StPhrases, N::StPhrasesFromRegional, N::StCharacters];
        const TS: &[Name] = &[N::TsPhrases, N::TsCharactersExt, N::TsCharacters];
        const BY_TS: &[Name] = &[N::TsPhrases];
        const TW: &[Name] = &[N::TwVariantsPhrases, N::TwVariants];
        const TWP: &[Name] = &[N::TwPhrases, N::TwVariantsPhrases, N::TwVariants];
        const HK: &[Name] = &[N::HkVariantsPhrases, N::HkVariants];
        const HKP: &[Name] = &[N::HkPhrases, N::HkVariantsPhrases, N::HkVariants];
        const TW_REV: &[Name] = &[N::TwVariantsRevPhrases, N::TwVariantsRev];
        const TWP_REV: &[Name] = &[N::TwPhrasesRev, N::TwVariantsRevPhrases, N::TwVariantsRev];
        const HK_REV: &[Name] = &[N::HkVariantsRevPhrases, N::HkVariantsRev];
        const HKP_REV: &[Name] = &[N::HkPhrasesRev, N::HkVariantsRevPhrases, N::HkVariantsRev];
        const JP: &[Name] = &[N::JpShinjitaiPhrases, N::JpShinjitaiCharacters];
        const JP_REV: &[Name] = &[N::JpShinjitaiCharactersRev];
        let (segmentation, earlier, last) = match config {
            Config::S2t => (NONE, NONE, ST),
            Config::S2tw => (NONE, ST, TW),
            Config::S2twp => (NONE, ST, TWP),
            Config::S2hk => (NONE, ST, HK),
            Config::S2hkp => (NONE, ST, HKP),
            Config::T2s => (NONE, NONE, TS),
            Config::T2tw => (NONE, NONE, TW),
            Config::T2hk => (NONE, NONE, HK),
            Config::T2jp => (NONE, NONE, JP_REV),
            Config::Tw2s => (BY_TS, TW_REV, TS),
            Config::Tw2sp => (BY_TS, TWP_REV, TS),
            Config::Tw2t => (NONE, NONE, TW_REV),
            Config::Hk2s => (BY_TS, HK_REV, TS),
            Config::Hk2sp => (BY_TS, HKP_REV, TS),
            Config::Hk2t => (NONE, NONE, HK_REV),
            Config::Jp2t => (NONE, NONE, JP),
            Config::T2twp => (NONE, NONE, TWP),
            Config::T2hkp => (NONE, NONE, HKP),
            Config::Tw2tp => (NONE, NONE, TWP_REV),
            Config::Tw2hk => (NONE, TW_REV, HK),
            Config::Tw2hkp => (NONE, TWP_REV, HKP),
            Config::Hk2tp => (NONE, NONE, HKP_REV),
            Config::Hk2tw => (NONE, HK_REV, TW),
            Config::Hk2twp => (NONE, HKP_REV, TWP),
            Config::S2jp => (NONE, ST, JP_REV),
            Config::Tw2jp => (NONE, TW_REV, JP_REV),
            Config::Hk2jp => (NONE, HK_REV, JP_REV),
            Config::Jp2s => (NONE, JP, TS),
            Config::Jp2tw => (NONE, JP, TW),
            Config::Jp2hk => (NONE, JP, HK),
            _ => panic!("the dictionaries of {config} are not listed"),
        };
        Self {
            segmentation,
            earlier,
            last,
        }
    }
}

/// A key of some dictionary.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// As a text spells it.
    pub(crate) source: String,
    /// What the last stage reads of it if the stage before maps its characters.
    pub(crate) mapped: String,
    /// What the last stage reads if the stage before has another value for it.
    pub(crate) value: Option<String>,
}

impl Key {
    /// What the last stage can read.
    pub(crate) fn readings(&self) -> impl Iterator<Item = &str> {
        [self.mapped.as_str()]
            .into_iter()
            .chain(self.value.as_deref())
    }

    fn with_reading(&self) -> impl Iterator<Item = (&str, Reading)> {
        self.readings().zip([Reading::Mapped, Reading::Value])
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// Character by character as in the source.
    Mapped,
    Value,
}

/// Another key behind a key, so that the end of the one and the start of the
/// other, as the last stage reads them, are the same characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overlap<'k> {
    pub(crate) right: &'k Key,
    /// How many characters both have; fewer than either.
    pub(crate) shared: usize,
    /// Whose source spells what both have.
    spelled_by: Side,
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Left,
    Right,
}

impl Overlap<'_> {
    /// Goes on from a text that ends with the left key.
    pub(crate) fn append_to(&self, text: &mut String) {
        let right = &self.right.source;
        match self.spelled_by {
            Side::Left => text.push_str(&right[nth_char(right, self.shared)..]),
            Side::Right => {
                let last = text.char_indices().nth_back(self.shared - 1);
                text.truncate(last.map_or(0, |(at, _)| at));
                text.push_str(right);
            }
        }
    }
}

/// All keys of a conversion.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The keys of more than one character.
    pub(crate) phrases: Vec<Key>,
    /// All characters of keys and values.
    pub(crate) characters: Vec<char>,
    /// For each character of the last stage the characters that become it.
    sources: BTreeMap<char, Vec<char>>,
    /// The keys by the starts of their readings, whole readings not among them.
    starts: HashMap<String, Vec<(u32, Reading)>>,
}

impl Keys {
    /// The keys of a conversion, rare forms included.
    pub(crate) fn of(config: Config) -> &'static Self {
        static KEYS: [OnceLock<Keys>; Config::ALL.len()] =
            [const { OnceLock::new() }; Config::ALL.len()];
        let index = Config::ALL.iter().position(|&c| c == config);
        KEYS[index.expect("`ALL` has all")].get_or_init(|| Self::collect(&Readers::of(config)))
    }

    fn collect(readers: &Readers) -> Self {
        let [segmentation, earlier, last] =
            [readers.segmentation, readers.earlier, readers.last].map(all_entries);
        // Of equal keys the first counts, so it is the last to be put in.
        let map: HashMap<char, char> = earlier
            .iter()
            .rev()
            .flatten()
            .filter_map(|entry| Some((only_char(&entry.key)?, only_char(entry.default_value())?)))
            .collect();
        let mapped = |c: char| map.get(&c).copied().unwrap_or(c);

        let all = || segmentation.iter().chain(&earlier).chain(&last).flatten();
        let characters: BTreeSet<char> = all()
            .flat_map(|entry| entry.values.iter().chain([&entry.key]))
            .flat_map(|text| text.chars())
            .collect();
        let mut sources: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for &character in &characters {
            sources
                .entry(mapped(character))
                .or_default()
                .push(character);
        }

        let mut keys = BTreeMap::new();
        for entry in segmentation.iter().chain(&earlier).flatten() {
            let mapped: String = entry.key.chars().map(mapped).collect();
            keys.insert(entry.key.clone(), (mapped, None));
        }
        for entry in earlier.iter().flatten() {
            let value = entry.default_value();
            let known = keys.get_mut(&entry.key);
            if let Some((_, reading)) = known.filter(|(mapped, _)| mapped != value) {
                reading.get_or_insert_with(|| value.to_owned());
            }
        }
        for entry in last.iter().flatten() {
            for source in spellings(&entry.key, &sources) {
                keys.entry(source)
                    .or_insert_with(|| (entry.key.clone(), None));
            }
        }
        let key = |(source, (mapped, value))| Key {
            source,
            mapped,
            value,
        };
        let is_phrase = |key: &Key| only_char(&key.source).is_none();
        let phrases: Vec<Key> = keys.into_iter().map(key).filter(is_phrase).collect();

        let mut starts: HashMap<String, Vec<(u32, Reading)>> = HashMap::new();
        for (key, index) in phrases.iter().zip(0..) {
            for (text, reading) in key.with_reading() {
                for (end, _) in text.char_indices().skip(1) {
                    let keys = starts.entry(text[..end].to_owned()).or_default();
                    keys.push((index, reading));
                }
            }
        }
        Self {
            phrases,
            characters: characters.into_iter().collect(),
            sources,
            starts,
        }
    }

    /// The characters that a text can have where the last stage reads `character`.
    pub(crate) fn sources(&self, character: char) -> &[char] {
        self.sources.get(&character).map_or(&[], Vec::as_slice)
    }

    /// All keys that can follow `left` so that both overlap, each as often as
    /// there are ways to spell what both have.
    pub(crate) fn overlaps<'k>(&'k self, left: &'k Key) -> impl Iterator<Item = Overlap<'k>> {
        left.with_reading().flat_map(move |(text, left_reading)| {
            let suffixes = text.char_indices().rev().zip(1..);
            let suffixes = suffixes.filter(|((at, _), _)| *at > 0);
            suffixes.flat_map(move |((at, _), shared)| {
                let rights = self.starts.get(&text[at..]).into_iter().flatten();
                rights.flat_map(move |&(right, right_reading)| {
                    let right = &self.phrases[right as usize];
                    let overlap = move |spelled_by| Overlap {
                        right,
                        shared,
                        spelled_by,
                    };
                    let by_left = right_reading == Reading::Mapped;
                    let by_right = left_reading == Reading::Mapped
                        && !(by_left && spelled_alike(left, right, shared));
                    let by_left = by_left.then(|| overlap(Side::Left));
                    by_left
                        .into_iter()
                        .chain(by_right.then(|| overlap(Side::Right)))
                })
            })
        })
    }
}

/// Whether `left` ends with the characters that `right` starts with.
fn spelled_alike(left: &Key, right: &Key, shared: usize) -> bool {
    let start = &right.source[..nth_char(&right.source, shared)];
    left.source.ends_with(start)
}

fn all_entries(names: &[Name]) -> Vec<Entries> {
    let dictionary = |name: &Name| Bundle::embedded().dictionary(*name);
    let entries = |name| dictionary(name).expect("the bundle has all").entries();
    names.iter().map(entries).collect()
}

/// What a text can have where the last stage reads `key`.
///
/// A character that no other becomes may still stand in a value: it is spelled
/// as it is, for the keys behind that value.
fn spellings(key: &str, sources: &BTreeMap<char, Vec<char>>) -> Vec<String> {
    key.chars().fold(vec![String::new()], |starts, character| {
        let itself = [character];
        let ends = sources.get(&character).map_or(&itself[..], Vec::as_slice);
        let spellings = starts
            .iter()
            .flat_map(|start| ends.iter().map(move |end| format!("{start}{end}")));
        spellings.take(MOST_SPELLINGS).collect()
    })
}

/// `text` with compatibility ideographs, where there are any for its characters.
pub(crate) fn in_compatibility_ideographs(text: &str) -> Option<String> {
    static COMPATIBILITY: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let entries = all_entries(&[Name::CjkCompatibilityIdeographs]);
        let pairs = entries.iter().flatten().map(|entry| {
            let unified = only_char(entry.default_value());
            unified.zip(only_char(&entry.key))
        });
        pairs.flatten().collect()
    });
    let spelled = text
        .chars()
        .map(|c| COMPATIBILITY.get(&c).copied().unwrap_or(c));
    Some(spelled.collect::<String>()).filter(|spelled| spelled != text)
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.as_str().is_empty())
}

/// The place of the character `n`, or the end.
fn nth_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}
