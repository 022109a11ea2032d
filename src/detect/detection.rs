//! From evidence to a script.

use std::fmt;

use super::Evidence;
use crate::form::Form;

/// Of the characters by which scripts are told apart, so many stand in a text of the
/// other script by chance, ...
const NOISE: f64 = 0.0003;
/// ... and so many texts are not what they are said to be, such as one about Traditional
/// characters. Both are measured on the texts of `docs/detection.md`.
const RESIDUE: f64 = 0.0007;
/// A text is mixed if the rarer script has so large a share of those characters, ...
const MIXED_SHARE: f64 = 0.05;
/// ... and so many of them.
const MIXED_COUNT: u32 = 2;
/// A text is Japanese if this share of its characters is Japanese alone.
const JAPANESE_SHARE: f64 = 0.1;
/// A region is told if so many times as many characters speak against the other one.
const REGION_FACTOR: u32 = 3;

/// The script of a text.
///
/// # Examples
/// ```
/// use jianfan::detect::{Script, detect};
///
/// assert_eq!(detect("开门").script(), Script::Simplified);
/// assert_eq!(Script::Simplified.to_string(), "Simplified");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Script {
    /// Simplified.
    Simplified,
    /// Traditional, of no region that can be told.
    Traditional,
    /// Traditional in Taiwan's forms.
    Taiwan,
    /// Traditional in Hong Kong's forms.
    HongKong,
    /// Japanese.
    Japanese,
    /// Simplified and Traditional.
    Mixed,
    /// No character tells: there is none, or both scripts have them all.
    Undetermined,
}

impl Script {
    /// The form to convert from; `None` if the text is not in one.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::{Script, detect};
    /// use jianfan::Form;
    ///
    /// let source = detect("軟體和說明").script().form();
    /// assert_eq!(source, Some(Form::Traditional));
    /// assert_eq!(Script::Mixed.form(), None);
    /// ```
    #[must_use]
    pub const fn form(self) -> Option<Form> {
        match self {
            Self::Simplified => Some(Form::Mainland),
            Self::Traditional => Some(Form::Traditional),
            Self::Taiwan => Some(Form::Taiwan),
            Self::HongKong => Some(Form::HongKong),
            Self::Japanese => Some(Form::Japanese),
            Self::Mixed | Self::Undetermined => None,
        }
    }

    /// Whether it is Traditional, of whichever region.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::Script;
    ///
    /// assert!(Script::Taiwan.is_traditional() && !Script::Mixed.is_traditional());
    /// ```
    #[must_use]
    pub const fn is_traditional(self) -> bool {
        matches!(self, Self::Traditional | Self::Taiwan | Self::HongKong)
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Simplified => "Simplified",
            Self::Traditional => "Traditional",
            Self::Taiwan => "Traditional (Taiwan)",
            Self::HongKong => "Traditional (Hong Kong)",
            Self::Japanese => "Japanese",
            Self::Mixed => "mixed",
            Self::Undetermined => "undetermined",
        })
    }
}

/// What is known about the script of a text, and why.
///
/// # Examples
/// ```
/// use jianfan::detect::{Script, detect};
///
/// let detection = detect("網站");
/// assert_eq!(detection.script(), Script::Traditional);
/// assert_eq!(detection.evidence().traditional(), 1);
/// assert!(detection.confidence() > 0.99);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    script: Script,
    confidence: f64,
    evidence: Evidence,
}

impl Detection {
    /// Judges evidence.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::{Detection, Evidence, Script};
    ///
    /// let mut evidence = Evidence::of("开门见山");
    /// assert_eq!(Detection::new(evidence).script(), Script::Simplified);
    /// evidence.add("開門見山");
    /// assert_eq!(Detection::new(evidence).script(), Script::Mixed);
    /// ```
    #[must_use]
    pub fn new(evidence: Evidence) -> Self {
        let (script, confidence) = judge(&evidence);
        Self {
            script,
            confidence,
            evidence,
        }
    }

    /// The script.
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// How likely the script is right, from 0 for [`Script::Undetermined`] to 1. It says
    /// nothing about the region.
    ///
    /// # Examples
    /// ```
    /// use jianfan::detect::detect;
    ///
    /// assert!(detect("头发").confidence() > detect("头").confidence());
    /// assert!(detect("好").confidence() == 0.0);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.confidence
    }

    /// What was counted.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

fn judge(evidence: &Evidence) -> (Script, f64) {
    let (simplified, traditional) = (evidence.simplified(), evidence.traditional());
    let japanese = evidence.japanese();
    // Chinese names things in Japanese, but seldom does the reverse happen.
    if japanese > evidence.against(Form::Japanese)
        && f64::from(japanese) >= JAPANESE_SHARE * f64::from(evidence.characters())
    {
        return (Script::Japanese, certainty(japanese));
    }
    let (more, less) = (simplified.max(traditional), simplified.min(traditional));
    let is_large = f64::from(less) >= MIXED_SHARE * f64::from(more + less);
    if is_large && less >= MIXED_COUNT {
        // As likely as that they do not all stand in a text of the other script.
        return (Script::Mixed, certainty(less));
    }
    match more - less {
        0 => (Script::Undetermined, 0.0),
        ahead if simplified > traditional => (Script::Simplified, certainty(ahead)),
        ahead => (region(evidence), certainty(ahead)),
    }
}

/// How likely characters tell the truth of which so many agree.
fn certainty(count: u32) -> f64 {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    let odds = ((1.0 - NOISE) / NOISE).powi(count);
    1.0 - 1.0 / (1.0 + odds) - RESIDUE
}

/// The region of a Traditional text.
fn region(evidence: &Evidence) -> Script {
    let [standard, taiwan, hong_kong] =
        [Form::Traditional, Form::Taiwan, Form::HongKong].map(|form| evidence.against(form));
    let outweighs = |many: u32, few: u32| many > 0 && many >= REGION_FACTOR * few;
    if outweighs(hong_kong, taiwan) && taiwan < standard {
        Script::Taiwan
    } else if outweighs(taiwan, hong_kong) && hong_kong < standard {
        Script::HongKong
    } else {
        Script::Traditional
    }
}
