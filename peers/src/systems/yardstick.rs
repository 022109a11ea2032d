//! What the machine can do: loops that convert nothing.

use super::System;

/// Checks that the text is UTF-8 and copies it: what no converter can be much faster than.
pub const COPY: System = System::yardstick("copy", "`str::from_utf8` and a copy", |_| {
    Ok(Some(Box::new(|text| {
        str::from_utf8(text.as_bytes())
            .map(str::to_owned)
            .unwrap_or_default()
    })))
});

/// Decodes every character and encodes it again: the plainest loop over characters.
pub const CHARACTERS: System = System::yardstick("characters", "`text.chars().collect()`", |_| {
    Ok(Some(Box::new(|text| text.chars().collect())))
});
