//! What the characters of a text tell about its script.

use crate::form::Form;
use crate::script::{FIRST, Forms, TABLE};

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
    /// By the number of the set of forms.
    counts: [u32; Forms::COUNT],
}

impl Evidence {
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
        let mut rest = text.as_bytes();
        // Hot: one load for each character of the table. Others are passed over byte by
        // byte, since no byte within a character looks like the first of one.
        while let Some((&first, tail)) = rest.split_first() {
            rest = tail;
            if let (0xE3..=0xE9, [second, third, behind @ ..]) = (first, tail) {
                let bits = |byte: u8| u32::from(byte & 0x3F);
                let code = u32::from(first & 0xF) << 12 | bits(*second) << 6 | bits(*third);
                if let Some(&forms) = TABLE.get((code - FIRST) as usize) {
                    self.counts[Forms::at(forms.into()).index()] += 1;
                }
                rest = behind;
            }
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
        self.sum(|forms| forms != Forms::NONE)
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
        let simplified = Forms::of(Form::Mainland);
        self.sum(|forms| forms.overlaps(simplified) && !forms.overlaps(Forms::TRADITIONAL))
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
        let simplified = Forms::of(Form::Mainland);
        self.sum(|forms| forms.overlaps(Forms::TRADITIONAL) && !forms.overlaps(simplified))
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
        self.sum(|forms| forms == Forms::of(Form::Japanese))
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
        self.sum(|forms| forms != Forms::NONE && !forms.overlaps(Forms::of(form)))
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

    fn sum(&self, is_meant: impl Fn(Forms) -> bool) -> u32 {
        let counts = self.counts.iter().enumerate();
        let meant = counts.filter(|(index, _)| is_meant(Forms::at(*index)));
        meant.map(|(_, count)| count).sum()
    }
}
