//! What only Unix has: permissions, links, special files.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use crate::harness::{Folder, Outcome, convert, example, reason};

fn mode(folder: &Folder, name: &str) -> u32 {
    fs::metadata(folder.path(name))
        .expect("the file exists")
        .permissions()
        .mode()
        & 0o7777
}

#[test]
fn keeps_the_permissions_of_the_target() {
    let folder = Folder::with("out.txt", "old");
    for bits in [0o600, 0o644, 0o666, 0o755] {
        fs::set_permissions(folder.path("out.txt"), Permissions::from_mode(bits))
            .expect("permissions can be set");
        folder.convert(&["-c", "s2t", "-o", "out.txt", "new"]);
        assert_eq!(folder.read("out.txt"), "new\n");
        assert_eq!(mode(&folder, "out.txt"), bits, "{bits:o}");
    }
}

#[test]
fn gives_a_new_file_the_usual_permissions() {
    let folder = Folder::with("usual.txt", "");
    folder.convert(&["-c", "s2t", "-o", "new.txt", "new"]);
    assert_eq!(mode(&folder, "new.txt"), mode(&folder, "usual.txt"));
}

#[test]
fn follows_links_to_the_target() {
    let folder = Folder::new();
    folder.make_directory("folder");
    symlink("folder/out.txt", folder.path("first")).expect("a link can be made");
    symlink("first", folder.path("second")).expect("a link can be made");
    // The links lead nowhere at first, then to the file just made.
    for word in ["new", "newer"] {
        let outcome = folder.convert(&["-c", "s2t", "-o", "second", word]);
        assert_eq!(outcome, Outcome::success(""));
        assert_eq!(folder.read("folder/out.txt"), format!("{word}\n"));
    }
    assert!(folder.path("first").is_symlink() && folder.path("second").is_symlink());
    assert_eq!(folder.names(), ["first", "folder", "second"]);
}

#[test]
fn writes_special_files_directly() {
    assert_eq!(
        convert(&["-c", "s2t", "-o", "/dev/null", "text"]),
        Outcome::success("")
    );
    let outcome = convert(&["-c", "s2t", "-o", "/dev/stdout", "text"]);
    assert_eq!(outcome, Outcome::success("text\n"));

    // Redirected into a file, it must not replace that file or write over its start.
    let folder = Folder::with("log.txt", "old\n");
    let log = File::options().append(true).open(folder.path("log.txt"));
    let log = log.expect("a file can be opened");
    for path in ["/dev/stdout", "/dev/fd/1"] {
        let stdout = log.try_clone().expect("a file can be shared");
        let mut command = folder.command(&["-c", "s2t", "-o", path, path]);
        assert_eq!(Outcome::of(command.stdout(stdout)), Outcome::success(""));
    }
    assert_eq!(folder.read("log.txt"), "old\n/dev/stdout\n/dev/fd/1\n");
}

#[test]
fn names_the_file_that_may_not_be_read() {
    let folder = Folder::with("secret.txt", "secret");
    let path = folder.path("secret.txt");
    fs::set_permissions(&path, Permissions::from_mode(0o000)).expect("permissions can be set");
    if fs::read(&path).is_ok() {
        // Past the harness, which hides what a passing test prints.
        let note = "skipped: names_the_file_that_may_not_be_read (root reads every file)\n";
        std::io::stderr()
            .write_all(note.as_bytes())
            .expect("standard error is open");
        return;
    }
    let message = format!("secret.txt: {}", reason(&path));
    let outcome = folder.convert(&["-c", "s2t", "-i", "secret.txt"]);
    assert_eq!(outcome, Outcome::failure(1, &message));
}

#[test]
fn control_characters_in_names_do_not_reach_the_terminal() {
    let name = "a\nb\u{1B}[31m";
    let message = format!("a\u{FFFD}b\u{FFFD}[31m: {}", reason(Path::new(name)));
    assert_eq!(
        convert(&["-c", "s2t", "-i", name]),
        Outcome::failure(1, &message)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_the_output_that_is_full() {
    let reason = "No space left on device (os error 28)";
    let outcome = convert(&["-c", "s2t", "-o", "/dev/full", "text"]);
    assert_eq!(
        outcome,
        Outcome::failure(1, &format!("/dev/full: {reason}"))
    );

    let full = File::create("/dev/full").expect("Linux has /dev/full");
    let outcome = Outcome::of(Folder::new().command(&["-c", "s2t", "text"]).stdout(full));
    assert_eq!(
        outcome,
        Outcome::failure(1, &format!("standard output: {reason}"))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn failed_write_leaves_the_target_untouched() {
    let folder = Folder::with("in.txt", "text\n".repeat(100_000));
    folder.write("out.txt", "old");
    // A limit on the size of files stands in for a full disk; its signal would kill.
    let script = r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#;
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).arg(example());
    shell.args(["-c", "s2t", "-i", "in.txt", "-o", "out.txt"]);
    shell.current_dir(folder.path(""));

    let message = "out.txt: File too large (os error 27)";
    assert_eq!(Outcome::of(&mut shell), Outcome::failure(1, message));
    assert_eq!(folder.read("out.txt"), "old");
    assert_eq!(folder.names(), ["in.txt", "out.txt"]);
}

#[test]
fn a_text_need_not_fit_into_memory() {
    // 100 MB through a process that may have 64 MiB, its own code and stack included.
    let pipeline = "ulimit -v 65536 && head -c 100000000 /dev/zero | \"$0\" -c s2t | wc -c";
    let outcome = Outcome::of(Command::new("sh").args(["-c", pipeline]).arg(example()));
    assert_eq!((outcome.status, outcome.stderr.as_str()), (0, ""));
    assert_eq!(outcome.stdout.trim(), "100000000");
}
