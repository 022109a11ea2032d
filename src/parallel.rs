//! Long texts on several threads.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::boundary::split_before;
use crate::chain::room_for;
use crate::converter::{Converter, Inner};
use crate::fast::{Pass, Table};

/// The bytes of a piece, more where it cannot be cut. A piece and its result lie
/// in the cache of one core, where the result is copied from when its turn comes.
const PIECE: usize = 64 << 10;

/// How many bytes are searched for a place to cut in.
const SEARCHED: usize = 4 << 10;

impl Converter {
    /// Converts the whole of `text` on the threads of rayon's current pool; borrowed
    /// when nothing changes.
    ///
    /// The result is that of [`Converter::convert`]. Texts under some 128 KiB are
    /// converted on the calling thread, and so is all text if the converter is of
    /// [`Engine::Staged`](crate::Engine::Staged), matches in
    /// [context](crate::Matching::Context) or has a
    /// [`UserDictionary`](crate::user_dictionary::UserDictionary), or its conversion
    /// exchanges regional phrases and is none of [OpenCC's](crate::Config::OPENCC). Needs
    /// the feature `rayon`.
    ///
    /// # Complexity
    /// O(n) for n bytes, of which joining the results is a part that is not shared
    /// among the threads.
    ///
    /// # Examples
    /// ```
    /// use jianfan::{Config, Converter};
    ///
    /// let book = "头发长了。".repeat(50_000);
    /// let converted = Converter::new(Config::S2t).par_convert(&book);
    /// assert_eq!(converted, "頭髮長了。".repeat(50_000));
    /// ```
    #[must_use]
    pub fn par_convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.0 {
            Inner::Fast(table, _) if text.len() >= 2 * PIECE => {
                self.convert_pieces(text, pieces(table, text, PIECE))
            }
            Inner::Compound(compound, tofu) => compound.fold(text, |pass, text| match pass {
                Pass::Mapped(table) => Self(Inner::Fast(table, *tofu)).par_convert(text),
                Pass::Matched(_) => pass.convert(text),
            }),
            Inner::Fast(..) | Inner::Staged(_) | Inner::Own(_) => self.convert(text),
        }
    }

    /// Converts the pieces of `text`, in their order as far as there are threads,
    /// so that few results wait for their turn.
    fn convert_pieces<'t>(
        &self,
        text: &'t str,
        pieces: impl Iterator<Item = &'t str> + Send,
    ) -> Cow<'t, str> {
        let results = Results::default();
        let joined = Mutex::new(Joined::new(text));
        pieces.enumerate().par_bridge().for_each(|(number, piece)| {
            results.put(number, piece.len(), self.convert(piece));
            // Whoever finds another thread at it has something better to do.
            if let Ok(mut joined) = joined.try_lock() {
                joined.append_all(&results);
            }
        });
        let mut joined = joined.into_inner().unwrap_or_else(PoisonError::into_inner);
        joined.append_all(&results);
        joined.finish()
    }
}

/// Cuts `text` into pieces of about `size` bytes that can be converted one by one.
fn pieces<'t>(
    table: &'t Table<'_>,
    text: &'t str,
    size: usize,
) -> impl Iterator<Item = &'t str> + Send {
    let mut rest = text;
    iter::from_fn(move || {
        let ends = (1..).map(|sizes| sizes * size);
        let cut = ends.take_while(|&end| end < rest.len()).find_map(|end| {
            let (start, _) = split_before(rest, end);
            table.last_cut(start, end.saturating_sub(SEARCHED))
        });
        let piece;
        (piece, rest) = rest.split_at(cut.unwrap_or(rest.len()));
        (!piece.is_empty()).then_some(piece)
    })
}

/// Results by the number of the piece, each with the length of the piece.
type Numbered<'t> = BTreeMap<usize, (usize, Cow<'t, str>)>;

/// Results that wait for their turn.
#[derive(Default)]
struct Results<'t>(Mutex<Numbered<'t>>);

impl<'t> Results<'t> {
    fn put(&self, number: usize, len: usize, result: Cow<'t, str>) {
        self.lock().insert(number, (len, result));
    }

    fn take(&self, number: usize) -> Option<(usize, Cow<'t, str>)> {
        self.lock().remove(&number)
    }

    fn lock(&self) -> MutexGuard<'_, Numbered<'t>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The result of the whole, as far as it is joined.
struct Joined<'t> {
    text: &'t str,
    /// How many bytes of the text that is the result of.
    done: usize,
    /// `None` while the result is as the text is.
    out: Option<String>,
    /// The number of the piece whose turn it is.
    next: usize,
}

impl<'t> Joined<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            done: 0,
            out: None,
            next: 0,
        }
    }

    /// Appends the results that are there, up to the first that is not.
    fn append_all(&mut self, results: &Results<'_>) {
        while let Some((len, result)) = results.take(self.next) {
            if self.out.is_none() && matches!(result, Cow::Owned(_)) {
                // Room for all, so that nothing is copied twice.
                let capacity = room_for(self.text.len());
                let out = self.out.insert(String::with_capacity(capacity));
                out.push_str(&self.text[..self.done]);
            }
            if let Some(out) = &mut self.out {
                out.push_str(&result);
            }
            self.done += len;
            self.next += 1;
        }
    }

    fn finish(self) -> Cow<'t, str> {
        self.out.map_or(Cow::Borrowed(self.text), Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::pieces;
    use crate::converter::{Converter, Inner};
    use crate::texts;
    use crate::{Config, Tofu};

    fn convert_in_pieces<'t>(converter: &Converter, text: &'t str, size: usize) -> Cow<'t, str> {
        let Inner::Fast(table, _) = &converter.0 else {
            panic!("no converter of the fast engine");
        };
        converter.convert_pieces(text, pieces(table, text, size))
    }

    fn conversion_of_text() -> impl Strategy<Value = (Converter, String)> {
        let tofu = prop_oneof![Just(Tofu::Drop), Just(Tofu::Include)];
        let config = proptest::sample::select(&Config::OPENCC[..]);
        (config, tofu).prop_flat_map(|(config, tofu)| {
            let converter = Converter::fast(config, tofu);
            (Just(converter), texts::text(config, 0..60))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2048,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn pieces_of_any_size_give_what_the_whole_gives(
            (converter, text) in conversion_of_text(),
            size in prop_oneof![1_usize..16, 16_usize..400],
        ) {
            let expected = converter.convert(&text);
            let joined = convert_in_pieces(&converter, &text, size);
            prop_assert_eq!(&joined, &expected);
            prop_assert_eq!(
                matches!(joined, Cow::Borrowed(_)),
                matches!(expected, Cow::Borrowed(_))
            );
        }
    }

    #[test]
    fn a_text_falls_into_pieces_of_about_the_size() {
        let text = "临岚市的数据和头发。".repeat(1000);
        let converter = Converter::new(Config::S2twp);
        let Inner::Fast(table, _) = &converter.0 else {
            panic!("no converter of the fast engine");
        };
        let lengths: Vec<usize> = pieces(table, &text, 1000).map(str::len).collect();
        assert!(lengths.iter().all(|&len| len <= 1000), "{lengths:?}");
        assert!(lengths.len() <= text.len() / 1000 * 11 / 10, "{lengths:?}");
    }

    #[test]
    fn a_long_text_is_converted_whole() {
        let text = "⿰临岚市的数据，头发abc。".repeat(20_000);
        for config in Config::ALL {
            let converter = Converter::new(config);
            assert!(
                converter.par_convert(&text) == converter.convert(&text),
                "{config}"
            );
        }
    }

    #[test]
    fn a_text_that_cannot_be_cut_is_one_piece() {
        // A sequence may begin with every character.
        let text = "⿰".repeat(20_000);
        let converter = Converter::new(Config::S2twp);
        assert!(matches!(converter.par_convert(&text), Cow::Borrowed(_)));
        let Inner::Fast(table, _) = &converter.0 else {
            panic!("no converter of the fast engine");
        };
        assert_eq!(pieces(table, &text, 1000).count(), 1);
    }
}
