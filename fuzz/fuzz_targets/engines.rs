//! Both engines give the same result.

#![no_main]

mod input;

use libfuzzer_sys::fuzz_target;

use input::Input;

fuzz_target!(|input: Input| {
    let Input { engines, text } = input;
    let (fast, staged) = (engines.fast.convert(&text), engines.staged.convert(&text));
    assert_eq!(
        fast, staged,
        "{}, {:?}: {text:?}",
        engines.config, engines.tofu
    );
});
