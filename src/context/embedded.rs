//! The built-in tables: what `cargo xtask dicts` wrote to `dicts/context`.

use super::FILES;

macro_rules! table {
    ($name:literal) => {{
        static BYTES: &[u8] = include_bytes!(concat!("../../dicts/context/", $name));
        BYTES
    }};
}

pub(super) fn files() -> [&'static [u8]; FILES] {
    [
        table!("numbers"),
        table!("others"),
        table!("words"),
        table!("entries"),
        table!("values"),
        table!("neighbours"),
        table!("sensitive"),
        table!("shares"),
    ]
}
