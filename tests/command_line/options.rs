//! What is asked for by options, besides the conversion itself.

use super::harness::{Outcome, convert, convert_stdin};

#[test]
fn includes_rare_forms_on_request() {
    assert_eq!(convert(&["-c", "t2s", "煇鄟"]), Outcome::success("煇鄟\n"));
    assert_eq!(
        convert(&["-c", "t2s", "--tofu", "煇鄟"]),
        Outcome::success("𪸩𫑘\n")
    );
}

#[test]
fn tells_the_script() {
    let outcome = convert(&["--detect", "开门"]);
    assert!(
        outcome.stdout.starts_with("Simplified, confidence 0.99"),
        "{outcome:?}"
    );
    let outcome = convert_stdin(&["--detect"], "好");
    assert!(
        outcome
            .stdout
            .starts_with("undetermined, confidence 0.0000: 0 simplified")
    );
    assert_eq!(
        convert(&["--detect", "-c", "s2t", "门"]),
        Outcome::failure(
            2,
            "the argument '--detect' cannot be used with '--config <CONFIG>'"
        )
    );
    for option in ["--tofu", "--context", "--marks"] {
        let outcome = convert(&["--detect", option, "门"]);
        assert_eq!(outcome.status, 2, "{outcome:?}");
    }
}

#[test]
fn converts_whole_texts_on_request() {
    let text = "“演算法”\n“演算法和软件”";
    let arguments = ["-c", "s2twp", "--only-source-script", "--quotes", "corner"];
    assert_eq!(
        convert_stdin(&arguments, text),
        Outcome::success("「演算法」\n「演算法和軟體」")
    );
    assert_eq!(
        convert(&["-c", "t2s", "--quotes", "curly", "「開『門』」"]),
        Outcome::success("“开‘门’”\n")
    );
}

#[test]
fn follows_a_usage_on_request() {
    let convert = |options: &[&str]| convert(&[&["-c", "s2t"], options, &["公布计划"]].concat());
    assert_eq!(convert(&["--context"]), Outcome::success("公佈計劃\n"));
    for (usage, result) in [
        ("standard", "公佈計劃\n"),
        ("taiwan", "公布計畫\n"),
        ("hong-kong", "公布計劃\n"),
    ] {
        let outcome = convert(&["--context", "--usage", usage]);
        assert_eq!(outcome, Outcome::success(result));
    }
    assert_eq!(convert(&["--usage", "taiwan"]).status, 2);
}

#[test]
fn refuses_a_usage_without_words() {
    assert_eq!(
        convert(&["-c", "s2hk", "--context", "--usage", "taiwan", "计划"]),
        Outcome::failure(
            2,
            "no words of the usage of Taiwan to match s2hk in context by; \
             there are for s2t, s2tw, s2twp"
        )
    );
    assert_eq!(
        convert(&["-c", "t2s", "--context", "計劃"]),
        Outcome::failure(
            2,
            "no words to match t2s in context by; there are for s2t, s2tw, s2twp, s2hk, s2hkp"
        )
    );
}

#[test]
fn normalizes_and_keeps_marks_on_request() {
    let convert = |options: &[&str], text| convert(&[&["-c", "s2t"], options, &[text]].concat());
    let radicals = "\u{2F64}户㊣";
    assert_eq!(convert(&[], radicals), Outcome::success("\u{2F64}戶㊣\n"));
    for (kind, result) in [("radicals", "用戶㊣\n"), ("compatibility", "用戶正\n")] {
        assert_eq!(
            convert(&["--normalize", kind], radicals),
            Outcome::success(result)
        );
    }
    let marked = "制\u{FE00}药厂";
    assert_eq!(convert(&[], marked), Outcome::success("制\u{FE00}藥廠\n"));
    assert_eq!(
        convert(&["--marks"], marked),
        Outcome::success("製\u{FE00}藥廠\n")
    );
}

#[cfg(feature = "glosses")]
#[test]
fn handles_glosses_in_three_ways() {
    let convert = |how| convert(&["-c", "t2twp", "--glosses", how, "驅(qū)動程(chéng)序"]);
    assert_eq!(convert("keep"), Outcome::success("驅(qū)動程(chéng)序\n"));
    assert_eq!(convert("drop"), Outcome::success("驅動程式\n"));
    assert_eq!(convert("match"), Outcome::success("驅(qū)動程(chéng)式\n"));
}

#[cfg(feature = "glosses")]
#[test]
fn reports_what_glosses_destroyed() {
    let text = "江濱(bīn)海堤\n江?yàn)I海，勇挑重?fù)?dān)\n";
    let report = "convert: 2:2: destroyed by a gloss: ?yàn)I, perhaps 濱\n\
                  convert: 2:13: destroyed by a gloss: ?fù)?dān)\n";
    for (how, kept, reported) in [
        ("keep", "(bīn)", ""),
        ("match", "(bīn)", report),
        ("drop", "", report),
    ] {
        let outcome = convert_stdin(&["-c", "t2s", "--glosses", how], text);
        assert_eq!(outcome.status, 0, "{how}");
        assert_eq!(
            outcome.stdout,
            format!("江滨{kept}海堤\n江?yàn)I海，勇挑重?fù)?dān)\n")
        );
        assert_eq!(outcome.stderr, reported, "{how}");
    }
}

#[cfg(feature = "glosses")]
#[test]
fn what_glosses_destroyed_stays_as_it_is() {
    // In bytes of GBK, 谡 is the end and the start of characters that are no more.
    let text = "我们?cè)谡猩?wù)谡";
    for options in [
        &["drop"][..],
        &["match"],
        &["drop", "--marks"],
        &["drop", "--only-source-script"],
    ] {
        let arguments = [&["-c", "s2t", "--glosses"], options, &[text]].concat();
        let outcome = convert(&arguments);
        assert_eq!(outcome.stdout, "我們?cè)谡猩?wù)謖\n", "{options:?}");
    }
}
