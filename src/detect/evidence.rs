//! What the characters of a text tell about its script.

use crate::boundary::split_before;
use crate::form::Form;
use crate::script::{Forms, TABLE};

/// How many characters of a text are written in which forms.
///
/// # Examples
/// ```
/// use jianfan::Form;
/// use jianfan::detect::Evidence;
///
/// let evidence = Evidence::of("头发很长 (hair)");
/// assert_eq!((evidence.characters(), evidence.simplified()), (4, 3));
/// assert_eq!((evidence.traditional(), evidence.japanese()), (0, 0));
/// assert_eq!(evidence.against(Form::Taiwan), 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// How many characters there are of each kind.
    counts: [u32; KINDS],
}

/// How many kinds of characters are counted; a character may be of several.
const KINDS: usize = 8;
const CHARACTERS: usize = 0;
const SIMPLIFIED: usize = 1;
const TRADITIONAL: usize = 2;
const JAPANESE: usize = 3;
/// The kinds of what is not written in a form. What is not Simplified is Traditional or
/// Japanese.
const AGAINST: [(Form, usize); 4] = [
    (Form::Traditional, 4),
    (Form::Taiwan, 5),
    (Form::HongKong, 6),
    (Form::Japanese, 7),
];

/// By the number of a set of forms, one for each kind that its characters are of: a byte
/// each, so that one addition counts all kinds.
static ONES: [u64; Forms::COUNT] = {
    let mut all = [0; Forms::COUNT];
    let mut index = 1;
    while index < Forms::COUNT {
        all[index] = ones(Forms::at(index));
        index += 1;
    }
    all
};

const fn ones(forms: Forms) -> u64 {
    let mut ones = 1 << (8 * CHARACTERS);
    let simplified = forms.overlaps(Forms::of(Form::Mainland));
    let kind = match (simplified, forms.overlaps(Forms::TRADITIONAL)) {
        (true, false) => Some(SIMPLIFIED),
        (false, true) => Some(TRADITIONAL),
        (false, false) => Some(JAPANESE),
        (true, true) => None,
    };
    if let Some(kind) = kind {
        ones |= 1 << (8 * kind);
    }
    let mut number = 0;
    while number < AGAINST.len() {
        let (form, kind) = AGAINST[number];
        if !forms.overlaps(Forms::of(form)) {
            ones |= 1 << (8 * kind);
        }
        number += 1;
    }
    ones
}

impl Evidence {
    /// So many bytes have no more characters of the table than a byte can count.
    const AT_ONCE: usize = 3 * u8::MAX as usize;

    /// Counts the characters of `text`.
    ///
    /// # Complexity
    /// O(n) for n bytes; does not allocate.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Evidence;
    ///
    /// assert_eq!(Evidence::of("門").traditional(), 1);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        evidence.add(text);
        evidence
    }

    /// Counts the characters of more text.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Evidence;
    ///
    /// let mut evidence = Evidence::of("門");
    /// evidence.add("开");
    /// assert_eq!((evidence.traditional(), evidence.simplified()), (1, 1));
    /// ```
    pub fn add(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (block, behind) = split_before(rest, Self::AT_ONCE);
            for (count, more) in self.counts.iter_mut().zip(count(block).to_le_bytes()) {
                *count += u32::from(more);
            }
            rest = behind;
        }
    }

    /// How many Han characters and kana there are. Han characters beyond U+FFFF, which
    /// are too rare to tell a form by, are not counted.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Evidence;
    ///
    /// assert_eq!(Evidence::of("A座，ビル").characters(), 3);
    /// ```
    #[must_use]
    pub fn characters(&self) -> u32 {
        self.counts[CHARACTERS]
    }

    /// How many characters Simplified has and no Traditional form.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Evidence;
    ///
    /// // 后 is also Traditional, in 皇后.
    /// assert_eq!(Evidence::of("后门").simplified(), 1);
    /// ```
    #[must_use]
    pub fn simplified(&self) -> u32 {
        self.counts[SIMPLIFIED]
    }

    /// How many characters a Traditional form has and Simplified has not.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Evidence;
    ///
    /// assert_eq!(Evidence::of("後門").traditional(), 2);
    /// ```
    #[must_use]
    pub fn traditional(&self) -> u32 {
        self.counts[TRADITIONAL]
    }

    /// How many characters only Japanese has: kana, and new forms such as 気.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Evidence;
    ///
    /// assert_eq!(Evidence::of("元気です").japanese(), 3);
    /// ```
    #[must_use]
    pub fn japanese(&self) -> u32 {
        self.counts[JAPANESE]
    }

    /// How many characters are not written in `form`.
    ///
    /// # Examples
    /// ```
    /// use jianfan::Form;
    /// use jianfan::detect::Evidence;
    ///
    /// let evidence = Evidence::of("在這裡");
    /// assert_eq!(evidence.against(Form::Mainland), 2);
    /// assert_eq!(evidence.against(Form::HongKong), 1);
    /// assert_eq!(evidence.against(Form::Taiwan), 0);
    /// ```
    #[must_use]
    pub fn against(&self, form: Form) -> u32 {
        let counted = AGAINST.into_iter().find(|(against, _)| *against == form);
        match counted {
            Some((_, kind)) => self.counts[kind],
            None => self.traditional() + self.japanese(),
        }
    }

    /// How many characters tell a script.
    pub(super) fn telling(&self) -> u32 {
        self.simplified() + self.traditional() + self.japanese()
    }

    /// Adds what was counted in other text.
    pub(super) fn join(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }
}

/// Counts the characters of at most [`Evidence::AT_ONCE`] bytes, as [`ONES`] does.
fn count(block: &str) -> u64 {
    let mut counted = 0;
    let mut rest = block.as_bytes();
    // A character has three bytes at least if the first is E0 or more, and one of four ends
    // with a byte that is less.
    while let Some(start) = rest.iter().position(|byte| *byte >= 0xE0) {
        rest = &rest[start..];
        let (characters, _) = rest.as_chunks::<3>();
        let long = characters.iter().take_while(|[first, ..]| *first >= 0xE0);
        let mut len = 0;
        // Hot: two loads for each character of the table.
        for character in long {
            counted += ones_of(*character);
            len += character.len();
        }
        rest = &rest[len..];
    }
    counted
}

/// What [`ONES`] has for a character of three bytes, and 0 for what the table has not.
fn ones_of(character: [u8; 3]) -> u64 {
    // The bits by which UTF-8 marks bytes are not taken away, but are the same in all.
    const fn place([first, second, third]: [u8; 3]) -> u32 {
        ((first as u32) << 12) + ((second as u32) << 6) + third as u32
    }
    const START: u32 = place([0xE3, 0x80, 0x80]);
    let at = place(character).wrapping_sub(START);
    match TABLE.get(at as usize) {
        Some(&forms) => ONES[Forms::at(forms.into()).index()],
        None => 0,
    }
}
