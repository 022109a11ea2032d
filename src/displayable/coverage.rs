//! Sets of characters that can be shown.

use std::ops::RangeInclusive;

/// What is in no block of Han characters.
const OTHERS: [RangeInclusive<char>; 5] = [
    '\0'..='\u{33FF}',
    '\u{4DC0}'..='\u{4DFF}',
    '\u{A000}'..='\u{F8FF}',
    '\u{FB00}'..='\u{1FFFF}',
    '\u{40000}'..=char::MAX,
];

/// The characters that can be shown.
///
/// # Examples
/// ```
/// use jianfan::displayable::Coverage;
///
/// let coverage = Coverage::from_ranges(['\u{4E00}'..='\u{9FFF}', 'a'..='z']);
/// assert!(coverage.covers("頭a"));
/// assert!(!coverage.covers("頭A"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In order, with gaps between.
    ranges: Vec<RangeInclusive<char>>,
}

/// A block of Unicode that holds Han characters.
///
/// # Examples
/// ```
/// use jianfan::displayable::{Block, Coverage};
///
/// assert!(Coverage::blocks([Block::ExtensionB]).covers("𠀀，a"));
/// assert!(!Coverage::blocks([Block::ExtensionB]).covers("一"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Block {
    /// U+4E00 to U+9FFF, which nearly all text is written with.
    Unified,
    /// U+3400 to U+4DBF.
    ExtensionA,
    /// U+F900 to U+FAFF.
    Compatibility,
    /// U+20000 to U+2A6DF.
    ExtensionB,
    /// U+2A700 to U+2B73F.
    ExtensionC,
    /// U+2B740 to U+2B81F.
    ExtensionD,
    /// U+2B820 to U+2CEAF.
    ExtensionE,
    /// U+2CEB0 to U+2EBEF.
    ExtensionF,
    /// U+2EBF0 to U+2EE5F.
    ExtensionI,
    /// U+2F800 to U+2FA1F.
    CompatibilitySupplement,
    /// U+30000 to U+3134F.
    ExtensionG,
    /// U+31350 to U+323AF.
    ExtensionH,
}

impl Block {
    fn range(self) -> RangeInclusive<char> {
        match self {
            Self::Unified => '\u{4E00}'..='\u{9FFF}',
            Self::ExtensionA => '\u{3400}'..='\u{4DBF}',
            Self::Compatibility => '\u{F900}'..='\u{FAFF}',
            Self::ExtensionB => '\u{20000}'..='\u{2A6DF}',
            Self::ExtensionC => '\u{2A700}'..='\u{2B73F}',
            Self::ExtensionD => '\u{2B740}'..='\u{2B81F}',
            Self::ExtensionE => '\u{2B820}'..='\u{2CEAF}',
            Self::ExtensionF => '\u{2CEB0}'..='\u{2EBEF}',
            Self::ExtensionI => '\u{2EBF0}'..='\u{2EE5F}',
            Self::CompatibilitySupplement => '\u{2F800}'..='\u{2FA1F}',
            Self::ExtensionG => '\u{30000}'..='\u{3134F}',
            Self::ExtensionH => '\u{31350}'..='\u{323AF}',
        }
    }
}

impl Coverage {
    /// The characters of some ranges, which may overlap and come in any order.
    ///
    /// # Complexity
    /// O(n log n) for n ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::displayable::Coverage;
    ///
    /// let plane = Coverage::from_ranges(['\0'..='\u{FFFF}']);
    /// assert!(plane.covers("好"));
    /// assert!(!plane.covers("😊"));
    /// ```
    #[must_use]
    pub fn from_ranges(ranges: impl IntoIterator<Item = RangeInclusive<char>>) -> Self {
        let mut sorted: Vec<_> = ranges
            .into_iter()
            .filter(|range| !range.is_empty())
            .collect();
        sorted.sort_unstable_by_key(|range| *range.start());
        let mut ranges: Vec<RangeInclusive<char>> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match ranges.last_mut() {
                Some(last) if u32::from(*range.start()) <= u32::from(*last.end()) + 1 => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => ranges.push(range),
            }
        }
        Self { ranges }
    }

    /// The Han characters of some blocks, and all characters that are not Han.
    ///
    /// # Examples
    /// ```
    /// use jianfan::displayable::{Block, Coverage};
    ///
    /// let coverage = Coverage::blocks([Block::Unified, Block::ExtensionA]);
    /// assert!(coverage.covers("㐀好 OK 😊"));
    /// assert!(!coverage.covers("𠀀"));
    /// ```
    #[must_use]
    pub fn blocks(blocks: impl IntoIterator<Item = Block>) -> Self {
        let blocks = blocks.into_iter().map(Block::range);
        Self::from_ranges(blocks.chain(OTHERS))
    }

    /// Whether all characters of `text` can be shown.
    ///
    /// # Complexity
    /// O(n log r) for n characters and r ranges.
    ///
    /// # Examples
    /// ```
    /// use jianfan::displayable::Coverage;
    ///
    /// assert!(Coverage::default().covers(""));
    /// assert!(!Coverage::default().covers("a"));
    /// ```
    #[must_use]
    pub fn covers(&self, text: &str) -> bool {
        text.chars().all(|character| {
            let behind = self
                .ranges
                .partition_point(|range| *range.start() <= character);
            self.ranges[..behind]
                .last()
                .is_some_and(|range| range.contains(&character))
        })
    }
}

impl FromIterator<char> for Coverage {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        Self::from_ranges(
            characters
                .into_iter()
                .map(|character| character..=character),
        )
    }
}
