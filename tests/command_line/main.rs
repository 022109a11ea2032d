//! Runs the `convert` example as a process: exit statuses, messages, streams and files.
//!
//! Plain `cargo test` builds the example; `cargo test --test command_line` takes the one that
//! `cargo build --example convert` left last.

mod harness;
mod options;
#[cfg(unix)]
mod unix;

use std::fs::File;

use harness::{Folder, Outcome, convert, convert_stdin, reason};
use jianfan::Config;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

#[test]
fn converts_words_streams_and_files() {
    assert_eq!(
        convert(&["-c", "s2twp", "鼠标"]),
        Outcome::success("滑鼠\n")
    );
    assert_eq!(
        convert_stdin(&["-c", "s2twp"], "鼠标"),
        Outcome::success("滑鼠")
    );

    let folder = Folder::with("mouse.txt", "鼠标");
    let arguments = [
        "--config",
        "s2twp",
        "--input",
        "mouse.txt",
        "--output",
        "mouse.txt",
    ];
    assert_eq!(folder.convert(&arguments[..4]), Outcome::success("滑鼠"));
    assert_eq!(folder.convert(&arguments), Outcome::success(""));
    assert_eq!(folder.read("mouse.txt"), "滑鼠");
}

#[test]
fn newline_after_words_is_not_converted() {
    // With a newline for its second operand the sequence would be complete, and copied.
    assert_eq!(convert(&["-c", "s2t", "⿰东"]), Outcome::success("⿰東\n"));
    assert_eq!(
        convert_stdin(&["-c", "s2t"], "⿰东\n"),
        Outcome::success("⿰东\n")
    );
}

#[test]
fn joins_words_and_ends_them_with_a_newline() {
    let cases: [(&[&str], &str); 4] = [
        (&["one"], "one\n"),
        (&["one", "two  three", ""], "one two  three \n"),
        (&[""], "\n"),
        (&["--", "-i", "--list"], "-i --list\n"),
    ];
    for (words, stdout) in cases {
        let arguments = [&["-c", "s2t"], words].concat();
        assert_eq!(convert(&arguments), Outcome::success(stdout), "{words:?}");
    }
}

#[test]
fn adds_nothing_to_streams_and_files() {
    let marked = format!("{BYTE_ORDER_MARK}text\r\n");
    for text in ["", "text", "text\n", "\n\n", "a\0b", &marked] {
        assert_eq!(
            convert_stdin(&["-c", "s2t"], text),
            Outcome::success(text),
            "{text:?}"
        );

        let folder = Folder::with("in.txt", text);
        let outcome = folder.convert(&["-c", "s2t", "-i", "in.txt"]);
        assert_eq!(outcome, Outcome::success(text), "{text:?}");
        let outcome = folder.convert(&["-c", "s2t", "-i", "in.txt", "-o", "out.txt"]);
        assert_eq!(outcome, Outcome::success(""), "{text:?}");
        assert_eq!(folder.read("out.txt"), text);
    }
}

#[test]
fn lists_every_config_with_a_description() {
    let outcome = convert(&["--list"]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (0, ""));
    let expected = Config::ALL.map(|config| format!("{config:<7}{}\n", config.description()));
    assert_eq!(outcome.stdout, expected.concat());
}

#[test]
fn answers_help_and_version() {
    let help = convert(&["--help"]);
    assert_eq!((help.status, help.stderr.as_str()), (0, ""));
    for part in [
        "Usage: convert -c <CONFIG>",
        "Examples:\n  convert -c s2twp 鼠标",
        "--tofu",
    ] {
        assert!(
            help.stdout.contains(part),
            "{part:?} is not in the help:\n{}",
            help.stdout
        );
    }
    let version = concat!("convert ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(convert(&["--version"]), Outcome::success(version));
}

#[test]
fn explains_bad_usage_in_one_line() {
    let unknown = "s2xx".parse::<Config>().expect_err("s2xx is not a config");
    let unknown = format!("invalid value 's2xx' for '--config <CONFIG>': {unknown}");
    let cases: [(&[&str], &str); 7] = [
        (&[], "no config given: choose one with -c, see --list"),
        (&["text"], "no config given: choose one with -c, see --list"),
        (
            &["-c"],
            "a value is required for '--config <CONFIG>' but none was supplied",
        ),
        (&["-c", "s2xx", "text"], &unknown),
        (
            &["-c", "s2t", "-i", "in.txt", "text"],
            "the argument '--input <IN>' cannot be used with '[TEXT]...'",
        ),
        (
            &["-c", "s2t", "--list"],
            "the argument '--list' cannot be used with one or more of the other specified arguments",
        ),
        (
            &["-c", "s2t", "--quick"],
            "unexpected argument '--quick' found",
        ),
    ];
    for (arguments, message) in cases {
        assert_eq!(
            convert(arguments),
            Outcome::failure(2, message),
            "{arguments:?}"
        );
    }
}

#[cfg(feature = "opencc-config")]
#[test]
fn takes_a_config_file() {
    let config = r#"{ "conversion_chain": [
        { "dict": { "type": "inline", "entries": { "鼠标": "滑鼠" } } }, // enough
    ] }"#;
    let folder = Folder::with("mine.json", config);
    assert_eq!(
        folder.convert(&["-c", "mine.json", "鼠标和头发"]),
        Outcome::success("滑鼠和头发\n")
    );
    folder.write("bad.json", r#"{ "chain": [] }"#);
    let message = "bad.json: chain: unknown field; \
                   known: name, normalization, segmentation, conversion_chain";
    assert_eq!(
        folder.convert(&["-c", "bad.json", "鼠标"]),
        Outcome::failure(2, message)
    );
}

#[cfg(not(feature = "opencc-config"))]
#[test]
fn names_the_feature_that_a_config_file_needs() {
    assert_eq!(
        convert(&["-c", "mine.json", "鼠标"]),
        Outcome::failure(2, "mine.json: config files need `--features opencc-config`")
    );
}

#[test]
fn names_the_input_that_cannot_be_read() {
    let folder = Folder::new();
    folder.make_directory("directory");
    for name in ["missing.txt", "directory", "missing/in.txt"] {
        let message = format!("{name}: {}", reason(&folder.path(name)));
        let outcome = folder.convert(&["-c", "s2t", "-i", name, "-o", "out.txt"]);
        assert_eq!(outcome, Outcome::failure(1, &message));
    }
    assert_eq!(folder.names(), ["directory"]);
}

#[test]
fn locates_invalid_utf8_and_converts_what_comes_before() {
    let cases: [(&[u8], usize); 6] = [
        (b"\xFF", 0),
        (b"ab\xFFcd\xFF", 2),
        (b"\xEF\xBB\xBF\x80", 3),
        (b"\xE9\xBC\xA0\xE6\xA0", 3), // cut inside its second character
        (b"a\xED\xA0\x80", 1),        // a surrogate
        (b"\xE5\xA4\xB4\xE5\x8F\x91\n\xFF\xFE\xE5\x8F\x91\n", 7), // two lines of Chinese
    ];
    let failure = |message: &str, before: &str| Outcome {
        stdout: jianfan::convert(before, Config::S2t).into(),
        ..Outcome::failure(1, message)
    };
    for (bytes, offset) in cases {
        let before = str::from_utf8(&bytes[..offset]).expect("it is UTF-8 up to there");
        let message = format!("standard input: invalid UTF-8 at byte offset {offset}");
        for options in [&["-c", "s2t"][..], &["-c", "s2t", "--marks"]] {
            let outcome = convert_stdin(options, bytes);
            assert_eq!(outcome, failure(&message, before), "{options:?}");
        }

        let folder = Folder::with("in.txt", bytes);
        let message = format!("in.txt: invalid UTF-8 at byte offset {offset}");
        let outcome = folder.convert(&["-c", "s2t", "-i", "in.txt"]);
        assert_eq!(outcome, failure(&message, before));
    }
}

#[test]
fn converts_texts_of_many_blocks() {
    // Three sizes of characters, so that a block ends within one of each at some time.
    let text = "头发abc鼠标é，\n😀".repeat(40_000);
    let expected = jianfan::convert(&text, Config::S2twp);
    assert!(convert_stdin(&["-c", "s2twp"], &text) == Outcome::success(&expected));
}

#[test]
fn locates_invalid_utf8_far_into_a_text() {
    let text = "头发".repeat(50_000);
    let outcome = convert_stdin(&["-c", "s2t"], [text.as_bytes(), b"\xFF"].concat());
    let message = "convert: standard input: invalid UTF-8 at byte offset 300000\n";
    assert_eq!((outcome.status, outcome.stderr.as_str()), (1, message));
    assert!(outcome.stdout == "頭髮".repeat(50_000));
}

#[test]
fn failed_conversion_leaves_the_target_untouched() {
    let folder = Folder::with("in.txt", b"new\xFF");
    let message = "in.txt: invalid UTF-8 at byte offset 3";
    let arguments = ["-c", "s2t", "-i", "in.txt", "-o", "out.txt"];

    assert_eq!(folder.convert(&arguments), Outcome::failure(1, message));
    assert_eq!(folder.names(), ["in.txt"]);

    folder.write("out.txt", "old");
    assert_eq!(folder.convert(&arguments), Outcome::failure(1, message));
    assert_eq!(folder.names(), ["in.txt", "out.txt"]);
    assert_eq!(folder.read("out.txt"), "old");
}

#[test]
fn replaces_the_target_and_leaves_nothing_behind() {
    let folder = Folder::with("out.txt", "old and longer");
    assert_eq!(
        folder.convert(&["-c", "s2t", "-o", "out.txt", "new"]),
        Outcome::success("")
    );
    assert_eq!(folder.read("out.txt"), "new\n");

    let nested = folder.path("folder/new.txt");
    folder.make_directory("folder");
    for path in [
        "folder/new.txt",
        nested.to_str().expect("the path is UTF-8"),
    ] {
        assert_eq!(
            folder.convert(&["-c", "s2t", "-o", path, path]),
            Outcome::success("")
        );
        assert_eq!(folder.read("folder/new.txt"), format!("{path}\n"));
    }
    assert_eq!(folder.names(), ["folder", "out.txt"]);
}

#[test]
fn converts_a_file_in_place() {
    let text = "text\n".repeat(100_000);
    let folder = Folder::with("notes.txt", &text);
    let arguments = ["-c", "s2t", "-i", "notes.txt", "-o", "notes.txt"];
    assert_eq!(folder.convert(&arguments), Outcome::success(""));
    assert_eq!(folder.read("notes.txt"), text);
    assert_eq!(folder.names(), ["notes.txt"]);
}

#[test]
fn refuses_an_impossible_target_before_converting() {
    // Not UTF-8: whoever converts first complains about that instead.
    let folder = Folder::with("in.txt", b"\xFF");
    folder.make_directory("directory");
    for name in ["directory", "missing/out.txt"] {
        let refusal = File::options().append(true).open(folder.path(name));
        let message = format!("{name}: {}", refusal.expect_err("it is no file"));
        let outcome = folder.convert(&["-c", "s2t", "-i", "in.txt", "-o", name]);
        assert_eq!(outcome, Outcome::failure(1, &message));
    }
    assert_eq!(folder.names(), ["directory", "in.txt"]);
}

#[test]
fn closed_pipe_ends_quietly() {
    let folder = Folder::with("in.txt", "text\n".repeat(100_000));
    let cases: [&[&str]; 4] = [
        &["-c", "s2t", "text"],
        &["-c", "s2t", "-i", "in.txt"],
        &["--list"],
        &["--help"],
    ];
    for arguments in cases {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let outcome = Outcome::of(folder.command(arguments).stdout(writer));
        assert_eq!(outcome, Outcome::success(""), "{arguments:?}");
    }
}

#[test]
fn failure_keeps_its_status_when_nobody_reads_the_message() {
    for (arguments, status) in [(&[][..], 2), (&["-c", "s2t", "-i", "missing.txt"], 1)] {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let outcome = Outcome::of(Folder::new().command(arguments).stderr(writer));
        assert_eq!(outcome.status, status, "{arguments:?}");
    }
}
