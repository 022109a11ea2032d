//! The markup of wikis becomes what the target's readers see.

use jianfan::markup::Protector;
use jianfan::{Config, Converter, Form, Vocabulary};

#[test]
fn wiki_markup_is_resolved_for_the_target() {
    let text = "-{zh-cn:cn;zh-hans:hans;zh-hk:hk;zh-hant:hant;zh-tw:tw}-";
    for config in Config::ALL {
        let found = Protector::new().wiki(config).find(text);
        let converted = Converter::new(config).convert_protecting(text, found);
        let expected = match (config.target(), config.vocabulary()) {
            (Form::Mainland, Vocabulary::Keep) => "hans",
            (Form::Mainland, Vocabulary::Convert) => "cn",
            (Form::Traditional, _) => "hant",
            (Form::Taiwan, _) => "tw",
            (Form::HongKong, _) => "hk",
            // No variant is Japanese.
            _ => text,
        };
        assert_eq!(converted, expected, "{config}");
    }
}

#[test]
fn wiki_variants_fall_back_as_in_mediawiki() {
    let orders = [
        (Config::T2s, ["zh-hans", "zh-cn", "zh-sg", "zh-my"]),
        (Config::Tw2sp, ["zh-cn", "zh-hans", "zh-sg", "zh-my"]),
        (Config::S2t, ["zh-hant", "zh-tw", "zh-hk", "zh-mo"]),
        (Config::S2tw, ["zh-tw", "zh-hant", "zh-hk", "zh-mo"]),
        (Config::S2hk, ["zh-hk", "zh-mo", "zh-hant", "zh-tw"]),
    ];
    for (config, order) in orders {
        for first in 0..order.len() {
            // The last of them stands first in the markup.
            let rules = order[first..].iter().rev();
            let rules: Vec<_> = rules
                .map(|variant| format!("{variant}:{variant}"))
                .collect();
            let text = format!("-{{{}}}-", rules.join(";"));
            let found = Protector::new().wiki(config).find(&text);
            assert_eq!(
                found[0].instead.as_deref(),
                Some(order[first]),
                "{config}: {text}"
            );
        }
    }
}

#[test]
fn markup_deep_in_markup_stays() {
    let text = ["-{".repeat(1000), "发".to_owned(), "}-".repeat(1000)].concat();
    let found = Protector::new().wiki(Config::S2t).find(&text);
    let converted = Converter::new(Config::S2t).convert_protecting(&text, found);
    assert!(converted.len() < text.len() && converted.contains("-{发}-"));
}
