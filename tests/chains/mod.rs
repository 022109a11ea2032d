//! What every conversion is made of, once more than in the crate.

/// Config | segmentation, if any | stages, where the first dictionary with a match wins.
///
/// `G` has the longest match of the Simplified phrases and the regional ones, `TS` is
/// all that simplifies, of which rare forms may be left out.
const CHAINS: &str = "
s2t    |           | G STCharacters
s2tw   | G         | G STCharacters | TWVariantsPhrases TWVariants
s2twp  | G         | G STCharacters | TWPhrases TWVariantsPhrases TWVariants
s2hk   | G         | G STCharacters | HKVariantsPhrases HKVariants
s2hkp  | G         | G STCharacters | HKPhrases HKVariantsPhrases HKVariants
t2s    |           | TS
tw2s   | TSPhrases | TWVariantsRevPhrases TWVariantsRev | TS
tw2sp  | TSPhrases | TWPhrasesRev TWVariantsRevPhrases TWVariantsRev | TS
hk2s   | TSPhrases | HKVariantsRevPhrases HKVariantsRev | TS
hk2sp  | TSPhrases | HKPhrasesRev HKVariantsRevPhrases HKVariantsRev | TS
t2tw   |           | TWVariantsPhrases TWVariants
tw2t   |           | TWVariantsRevPhrases TWVariantsRev
t2hk   |           | HKVariantsPhrases HKVariants
hk2t   |           | HKVariantsRevPhrases HKVariantsRev
jp2t   |           | JPShinjitaiPhrases JPShinjitaiCharacters
t2jp   |           | JPShinjitaiCharactersRev
t2twp  |           | TWPhrases TWVariantsPhrases TWVariants
t2hkp  |           | HKPhrases HKVariantsPhrases HKVariants
tw2tp  |           | TWPhrasesRev TWVariantsRevPhrases TWVariantsRev
tw2hk  |           | TWVariantsRevPhrases TWVariantsRev | HKVariantsPhrases HKVariants
tw2hkp |           | TWPhrasesRev TWVariantsRevPhrases TWVariantsRev | HKPhrases HKVariantsPhrases HKVariants
hk2tp  |           | HKPhrasesRev HKVariantsRevPhrases HKVariantsRev
hk2tw  |           | HKVariantsRevPhrases HKVariantsRev | TWVariantsPhrases TWVariants
hk2twp |           | HKPhrasesRev HKVariantsRevPhrases HKVariantsRev | TWPhrases TWVariantsPhrases TWVariants
s2jp   |           | G STCharacters | JPShinjitaiCharactersRev
tw2jp  |           | TWVariantsRevPhrases TWVariantsRev | JPShinjitaiCharactersRev
hk2jp  |           | HKVariantsRevPhrases HKVariantsRev | JPShinjitaiCharactersRev
jp2s   |           | JPShinjitaiPhrases JPShinjitaiCharacters | TS
jp2tw  |           | JPShinjitaiPhrases JPShinjitaiCharacters | TWVariantsPhrases TWVariants
jp2hk  |           | JPShinjitaiPhrases JPShinjitaiCharacters | HKVariantsPhrases HKVariants";

/// The segmentation and the stages of a conversion.
pub(crate) fn chain(config: &str) -> &'static str {
    let row = |row: &'static str| row.strip_prefix(config)?.trim_start().strip_prefix('|');
    CHAINS
        .lines()
        .find_map(row)
        .expect("every conversion has a row")
}
