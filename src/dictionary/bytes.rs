//! Where the bytes of a dictionary come from.

use std::ops::Range;
use std::sync::Arc;

/// Bytes that are borrowed, owned, or part of what somebody else keeps.
#[derive(Clone)]
pub(crate) enum Bytes<'d> {
    Borrowed(&'d [u8]),
    Owned(Arc<[u8]>),
    /// Such as a file in memory.
    Part(Arc<dyn AsRef<[u8]> + Send + Sync>, Range<usize>),
}

impl AsRef<[u8]> for Bytes<'_> {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Owned(bytes) => bytes,
            Self::Part(whole, range) => {
                let whole: &dyn AsRef<[u8]> = whole.as_ref();
                // Whoever keeps the bytes may give others each time.
                whole.as_ref().get(range.clone()).unwrap_or_default()
            }
        }
    }
}

impl From<Vec<u8>> for Bytes<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Owned(bytes.into())
    }
}
