//! What is told of dictionaries that cannot be used.

use jianfan::user_dictionary::{Level, OpenErrorKind, UserDictionary};
use jianfan::{BuildError, Config, Converter, ConverterBuilder, ParseErrorKind, Position};

#[test]
fn bad_sources_are_told_with_file_and_line() {
    let error = |text| {
        UserDictionary::parse("own.txt", text)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error("云\t雲\n云 雲\n"),
        "own.txt:2: no tab between key and values"
    );
    assert_eq!(error("\t雲\n"), "own.txt:1: empty key");
    assert_eq!(
        error("云\t雲\n云\t云\n"),
        "own.txt:2: key already stands in line 1"
    );
    let error = UserDictionary::from_terms("own", ["云", ""]).unwrap_err();
    assert_eq!(
        (error.position(), error.kind()),
        (Some(Position::Pair(2)), &ParseErrorKind::EmptyKey)
    );
    let error = UserDictionary::from_pairs("own", [("云", "雲"), ("雾", "霧"), ("云", "云")]);
    assert_eq!(
        error.unwrap_err().to_string(),
        "pair 3 of own: key already stands in pair 1"
    );
    let no_values = [("云".to_owned(), Vec::new())].into_iter().collect();
    let error = UserDictionary::compile("own", no_values).unwrap_err();
    assert_eq!(error.kind(), &ParseErrorKind::EmptyValue);
    assert_eq!(error.to_string(), "own: empty value");
}

#[test]
fn keys_that_differ_between_dictionaries_are_told() {
    let own = |value| UserDictionary::from_pairs("own", [("雾", "霧"), ("云", value)]).unwrap();
    let compiled = |value| UserDictionary::open("own.dict", own(value).to_bytes()).unwrap();
    let build = |dictionaries: [(Level, UserDictionary); 2]| {
        let builder = Converter::builder(Config::S2t);
        let add = |builder: ConverterBuilder, (level, own)| builder.dictionary(level, own);
        dictionaries.into_iter().fold(builder, add).build()
    };
    let message = |dictionaries| build(dictionaries).unwrap_err().to_string();

    let different = [(Level::Lock, own("雲")), (Level::Lock, own("云"))];
    let expected = "pair 2 of own: key 云 stands in pair 2 of own with another value or level";
    assert_eq!(message(different), expected);
    let levels = [(Level::Lock, own("雲")), (Level::First, own("雲"))];
    let expected = "pair 1 of own: key 雾 stands in pair 1 of own with another value or level";
    assert_eq!(message(levels), expected);
    let expected = "pair 2 of own: key 云 stands in own.dict with another value or level";
    assert_eq!(
        message([(Level::Lock, compiled("雲")), (Level::Lock, own("云"))]),
        expected
    );
    let expected = "own.dict: key 云 stands in pair 2 of own with another value or level";
    assert_eq!(
        message([(Level::Lock, own("云")), (Level::Lock, compiled("雲"))]),
        expected
    );
    let conflict = match build([(Level::Lock, own("云")), (Level::Lock, compiled("雲"))]) {
        Err(BuildError::Conflict(conflict)) => conflict,
        other => panic!("{other:?}"),
    };
    assert_eq!((conflict.key(), conflict.place().position()), ("云", None));

    // The same is no conflict, and a kept key has no value; of compiled ones the first counts.
    assert!(build([(Level::Lock, own("雲")), (Level::Lock, compiled("雲"))]).is_ok());
    assert!(build([(Level::Keep, own("雲")), (Level::Keep, own("云"))]).is_ok());
    let both = [
        (Level::Lock, compiled("甲")),
        (Level::First, compiled("乙")),
    ];
    assert_eq!(build(both.clone()).unwrap().convert("云"), "甲");

    // Unless the entries of either were read.
    for read in [0, 1] {
        let mut both = both.clone();
        both[read].1 = both[read].1.clone().with_entries().unwrap();
        let expected = "own.dict: key 云 stands in own.dict with another value or level";
        assert!(
            matches!(build(both), Err(BuildError::Conflict(found)) if found.to_string() == expected)
        );
    }
}

#[test]
fn damaged_bytes_are_told() {
    let bytes = UserDictionary::from_pairs("own", [("云", "雲"), ("云计算", "雲端運算")]);
    let bytes = bytes.unwrap().to_bytes();
    let open = |bytes: Vec<u8>| match UserDictionary::open("own.dict", bytes) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.kind().clone()),
    };
    assert_eq!(open(bytes.clone()), Ok(()));
    assert_eq!(open(bytes[..5].to_vec()), Err(OpenErrorKind::Foreign));
    for len in [8, 30, 100, bytes.len() - 1] {
        let cut = open(bytes[..len].to_vec());
        assert!(
            matches!(cut, Err(OpenErrorKind::Length { .. })),
            "{len}: {cut:?}"
        );
    }
    let mut later = bytes.clone();
    later[8] += 1;
    let error = OpenErrorKind::Version {
        found: 2,
        supported: 1,
    };
    assert_eq!(open(later), Err(error));
    for place in (12..bytes.len()).step_by(97) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 4;
        assert!(open(damaged).is_err(), "{place}");
    }
    // Without the checksum, parts that do not fit are told all the same; damage elsewhere
    // is not, but then nothing panics.
    for place in [24, 32] {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1;
        let opened = UserDictionary::open_trusted("own.dict", damaged);
        assert_eq!(*opened.unwrap_err().kind(), OpenErrorKind::Unsound);
    }
    for place in (48..bytes.len()).filter(|place| place % 977 == 0 || *place > 48 + (32 << 10)) {
        for damage in [1, 0x40, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[place] ^= damage;
            if let Ok(opened) = UserDictionary::open_trusted("own.dict", damaged) {
                let _ = opened.clone().with_entries();
                let builder = Converter::builder(Config::S2t).dictionary(Level::First, opened);
                let _ = builder.build().unwrap().convert("云计算机和云，计算云计");
            }
        }
    }
}

#[test]
fn errors_of_opening_name_the_dictionary() {
    let bytes = UserDictionary::from_pairs("own", [("云", "雲"), ("云计算", "雲端運算")]);
    let bytes = bytes.unwrap().to_bytes();
    let cut = bytes[..bytes.len() - 1].to_vec();
    let message = format!(
        "terms.dict: compiled dictionary should have {} bytes, has {}",
        bytes.len(),
        cut.len()
    );
    for opened in [
        UserDictionary::open("terms.dict", cut.clone()),
        UserDictionary::open_trusted("terms.dict", cut),
    ] {
        let error = opened.unwrap_err();
        assert_eq!(
            (error.name(), error.to_string()),
            ("terms.dict", message.clone())
        );
    }
}
