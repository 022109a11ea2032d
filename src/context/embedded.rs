//! The built-in tables: what `cargo xtask dicts` wrote to `dicts/context`.

use super::tables::Bytes;

macro_rules! table {
    ($name:literal) => {{
        static BYTES: &[u8] = include_bytes!(concat!("../../dicts/context/", $name));
        BYTES
    }};
}

pub(super) fn bytes() -> Bytes<'static> {
    Bytes {
        numbers: table!("numbers"),
        others: table!("others"),
        words: table!("words"),
        entries: table!("entries"),
        values: table!("values"),
        neighbours: table!("neighbours"),
        sensitive: table!("sensitive"),
    }
}
