//! The bundle: named sections in one run of bytes.
//!
//! ```text
//! offset  size  what
//!      0     8  "JIANFAN\0"
//!      8     4  format version
//!     12     4  CRC-32 of everything from offset 16 on
//!     16     8  length of the whole bundle in bytes
//!     24     4  number of sections
//!     28     4  zero
//!     32  64 n  section table: name (48 bytes, padded with zeros),
//!               offset (4), length (4), CRC-32 of the source text (4), zero (4)
//!        ...    sections, each padded to a multiple of 16
//! ```
//! All numbers are little-endian.

use super::{Bytes, Dictionary, Entries, Name};
use crate::error::BundleError;

const MAGIC: &[u8; 8] = b"JIANFAN\0";
const VERSION: u32 = 1;
const HEADER: usize = 32;
const ROW: usize = 64;
const NAME: usize = 48;
/// The checksum covers what comes after it.
const CHECKED: usize = 16;
const ALIGNMENT: usize = 16;

/// A checked bundle, borrowed from its bytes.
///
/// # Examples
/// ```
/// use jianfan::dictionary::{Bundle, Name};
///
/// let bundle = Bundle::embedded();
/// let dictionary = bundle.dictionary(Name::TwVariants)?;
/// assert_eq!(dictionary.longest_prefix("裏面").unwrap().value(), "裡");
///
/// assert!(Bundle::open(b"not a bundle").is_err());
/// # Ok::<(), jianfan::BundleError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Bundle<'b> {
    bytes: &'b [u8],
}

impl Bundle<'static> {
    /// The bundle that is part of this crate.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Bundle, Name};
    ///
    /// assert!(Bundle::embedded().dictionary(Name::StPhrases).is_ok());
    /// ```
    #[must_use]
    pub const fn embedded() -> Self {
        Self {
            bytes: super::embedded::BUNDLE,
        }
    }

    /// Offset and length of a section, for use while compiling.
    pub(crate) const fn place(&self, name: &str) -> (usize, usize) {
        find(self.bytes, name.as_bytes()).expect("the embedded bundle has all sections")
    }
}

impl<'b> Bundle<'b> {
    /// Checks bytes and borrows them as a bundle.
    ///
    /// # Errors
    /// Bytes that are not a bundle, are of another format version, were cut or
    /// damaged, or hold a dictionary that is not sound.
    ///
    /// # Complexity
    /// O(n): the checksum is computed and every dictionary is read once.
    ///
    /// # Examples
    /// ```
    /// use jianfan::BundleError;
    /// use jianfan::dictionary::Bundle;
    ///
    /// let mut bytes = Bundle::embedded().as_bytes().to_vec();
    /// assert!(Bundle::open(&bytes).is_ok());
    /// *bytes.last_mut().unwrap() ^= 1;
    /// assert!(matches!(Bundle::open(&bytes), Err(BundleError::Checksum { .. })));
    /// ```
    pub fn open(bytes: &'b [u8]) -> Result<Self, BundleError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(BundleError::Foreign);
        }
        let length_error = |told| BundleError::Length {
            told,
            found: bytes.len() as u64,
        };
        if bytes.len() < HEADER {
            return Err(length_error(HEADER as u64));
        }
        let found = read_u32(bytes, 8);
        if found != VERSION {
            return Err(BundleError::Version {
                found,
                supported: VERSION,
            });
        }
        let told = u64::from(read_u32(bytes, 16)) | u64::from(read_u32(bytes, 20)) << 32;
        if told != bytes.len() as u64 {
            return Err(length_error(told));
        }
        let (told, found) = (read_u32(bytes, 12), crc32fast::hash(&bytes[CHECKED..]));
        if told != found {
            return Err(BundleError::Checksum { told, found });
        }
        let bundle = Self { bytes };
        bundle.check_sections()?;
        Ok(bundle)
    }

    /// The bytes borrowed from.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Bundle;
    ///
    /// assert!(Bundle::embedded().as_bytes().starts_with(b"JIANFAN\0"));
    /// ```
    #[must_use]
    pub const fn as_bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// The names and lengths (in bytes) of all sections, in their order.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::Bundle;
    ///
    /// let mut sections = Bundle::embedded().sections();
    /// assert!(sections.any(|(name, len)| name == "STPhrases.map" && len > 0));
    /// ```
    pub fn sections(&self) -> impl Iterator<Item = (&'b str, usize)> + use<'b> {
        let bytes = self.bytes;
        (0..count(bytes)).map(move |index| {
            let row = HEADER + index * ROW;
            let name = &bytes[row..row + NAME];
            let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
            let len = read_u32(bytes, row + NAME + 4) as usize;
            (std::str::from_utf8(name).unwrap_or_default(), len)
        })
    }

    /// The bytes of a section, or `None` where there is none of that name.
    #[must_use]
    fn section(&self, name: &str) -> Option<&'b [u8]> {
        let (offset, len) = find(self.bytes, name.as_bytes())?;
        self.bytes.get(offset..)?.get(..len)
    }

    /// The CRC-32 of the sorted text that a dictionary was compiled from.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Bundle, Name};
    ///
    /// // It tells without unpacking whether two bundles come from the same text.
    /// let bundle = Bundle::embedded();
    /// assert!(bundle.source_crc(Name::TwPhrases).is_some());
    /// assert_ne!(bundle.source_crc(Name::TwPhrases), bundle.source_crc(Name::HkPhrases));
    /// ```
    #[must_use]
    pub fn source_crc(&self, name: Name) -> Option<u32> {
        let row = find_row(self.bytes, map_section(name).as_bytes())?;
        Some(read_u32(self.bytes, row + NAME + 8))
    }

    /// A dictionary of the bundle, borrowed from the bundle's bytes.
    ///
    /// # Errors
    /// The bundle has no such dictionary.
    ///
    /// # Examples
    /// ```
    /// use jianfan::dictionary::{Bundle, Name};
    ///
    /// let dictionary = Bundle::embedded().dictionary(Name::TwPhrases)?;
    /// assert_eq!(dictionary.longest_prefix("鼠標").unwrap().value(), "滑鼠");
    /// # Ok::<(), jianfan::BundleError>(())
    /// ```
    pub fn dictionary(&self, name: Name) -> Result<Dictionary<'b>, BundleError> {
        self.section(&map_section(name))
            .zip(self.section(&pool_section(name)))
            .and_then(|(map, pool)| {
                Dictionary::from_parts(Bytes::Borrowed(map), Bytes::Borrowed(pool))
            })
            .ok_or_else(|| BundleError::Section {
                name: name.to_string(),
            })
    }

    fn check_sections(&self) -> Result<(), BundleError> {
        let table_end = HEADER + count(self.bytes).saturating_mul(ROW);
        if table_end > self.bytes.len() {
            return Err(BundleError::Section {
                name: "section table".to_owned(),
            });
        }
        for (name, _) in self.sections() {
            let unusable = || BundleError::Section {
                name: name.to_owned(),
            };
            self.section(name).ok_or_else(unusable)?;
        }
        for name in Name::ALL {
            if self.section(&map_section(name)).is_some() && !self.dictionary(name)?.is_sound() {
                return Err(BundleError::Section {
                    name: name.to_string(),
                });
            }
        }
        Ok(())
    }
}

/// The section that holds a dictionary's map.
fn map_section(name: Name) -> String {
    format!("{name}.map")
}

/// The section that holds a dictionary's values.
fn pool_section(name: Name) -> String {
    format!("{name}.pool")
}

fn count(bytes: &[u8]) -> usize {
    read_u32(bytes, 24) as usize
}

const fn read_u32(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// The offset of a section's row in the table.
const fn find_row(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let count = read_u32(bytes, 24) as usize;
    let mut index = 0;
    while index < count {
        let row = HEADER + index * ROW;
        if is_named(bytes, row, name) {
            return Some(row);
        }
        index += 1;
    }
    None
}

const fn is_named(bytes: &[u8], row: usize, name: &[u8]) -> bool {
    if name.len() >= NAME || bytes[row + name.len()] != 0 {
        return false;
    }
    let mut index = 0;
    while index < name.len() {
        if bytes[row + index] != name[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Offset and length of a section.
const fn find(bytes: &[u8], name: &[u8]) -> Option<(usize, usize)> {
    let Some(row) = find_row(bytes, name) else {
        return None;
    };
    let offset = read_u32(bytes, row + NAME) as usize;
    let len = read_u32(bytes, row + NAME + 4) as usize;
    Some((offset, len))
}

/// Puts a bundle together.
#[derive(Debug, Default)]
pub(crate) struct BundleWriter {
    sections: Vec<(String, Vec<u8>, u32)>,
}

impl BundleWriter {
    /// Compiles a dictionary and adds it.
    pub(crate) fn dictionary(&mut self, name: Name, entries: &Entries) {
        let (map, pool) = Dictionary::compile_parts(entries);
        let crc = crc32fast::hash(entries.to_text().as_bytes());
        self.push(map_section(name), map, crc);
        self.push(pool_section(name), pool, crc);
    }

    /// Adds sections that are not dictionaries, as `NAME.SECTION`.
    pub(crate) fn sections(
        &mut self,
        name: &str,
        sections: impl IntoIterator<Item = (&'static str, Vec<u8>)>,
    ) {
        for (section, bytes) in sections {
            self.push(format!("{name}.{section}"), bytes, 0);
        }
    }

    fn push(&mut self, name: String, bytes: Vec<u8>, source_crc: u32) {
        assert!(name.len() < NAME, "section name {name:?} is too long");
        self.sections.push((name, bytes, source_crc));
    }

    /// The bundle's bytes.
    ///
    /// # Panics
    /// If the sections have 4 GiB or more together.
    #[must_use]
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = vec![0; HEADER + self.sections.len() * ROW];
        for (index, (name, section, crc)) in self.sections.iter().enumerate() {
            bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
            let row = HEADER + index * ROW;
            bytes[row..row + name.len()].copy_from_slice(name.as_bytes());
            let numbers = [u32_of(bytes.len()), u32_of(section.len()), *crc];
            for (number, at) in numbers.into_iter().zip((row + NAME..).step_by(4)) {
                bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
            }
            bytes.extend_from_slice(section);
        }
        let len = bytes.len() as u64;
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[16..24].copy_from_slice(&len.to_le_bytes());
        bytes[24..28].copy_from_slice(&u32_of(self.sections.len()).to_le_bytes());
        let crc = crc32fast::hash(&bytes[CHECKED..]);
        bytes[12..16].copy_from_slice(&crc.to_le_bytes());
        bytes
    }
}

fn u32_of(number: usize) -> u32 {
    u32::try_from(number).expect("a bundle is smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::{Bundle, BundleWriter, MAGIC, Name};
    use crate::dictionary::Entries;
    use crate::error::BundleError;

    fn small() -> Vec<u8> {
        let text = "发\t發 髮\n头发\t頭髮\n";
        let mut writer = BundleWriter::default();
        writer.dictionary(Name::StPhrases, &Entries::parse("small", text).unwrap());
        writer.sections("other", [("part", vec![1, 2, 3])]);
        writer.finish()
    }

    #[test]
    fn sections_come_back() {
        let bytes = small();
        let bundle = Bundle::open(&bytes).unwrap();
        assert_eq!(bundle.section("other.part"), Some(&[1, 2, 3][..]));
        assert_eq!(bundle.section("other"), None);
        let dictionary = bundle.dictionary(Name::StPhrases).unwrap();
        assert!(dictionary.get("发").unwrap().eq(["發", "髮"]));
        assert!(matches!(
            bundle.dictionary(Name::TwVariants),
            Err(BundleError::Section { .. })
        ));
    }

    #[test]
    fn every_single_bit_flip_is_an_error() {
        let sound = small();
        for bit in 0..sound.len() * 8 {
            let mut bytes = sound.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(Bundle::open(&bytes).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_cut_is_an_error() {
        let sound = small();
        for len in 0..sound.len() {
            assert!(Bundle::open(&sound[..len]).is_err(), "length {len}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let message = |bytes: &[u8]| Bundle::open(bytes).unwrap_err().to_string();
        assert_eq!(message(b"PK\x03\x04"), "not a jianfan bundle");
        assert_eq!(message(MAGIC), "bundle should have 32 bytes, has 8");
        let mut newer = small();
        newer[8] = 9;
        assert_eq!(
            message(&newer),
            "bundle is of format version 9, this crate reads version 1"
        );
        let mut damaged = small();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(message(&damaged).starts_with("bundle is damaged: checksum "));
    }

    #[test]
    fn the_embedded_bundle_is_sound() {
        let bundle = Bundle::open(Bundle::embedded().as_bytes()).unwrap();
        for name in Name::ALL {
            assert!(bundle.dictionary(name).is_ok(), "{name}");
        }
    }
}
