//! Long texts on several threads.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::iter::{ParallelBridge, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::boundary::split_before;
use crate::chain::{room_for, unless_same};
use crate::context::Words;
use crate::converter::{Converter, Inner};
use crate::fast::{Pass, Table};
use crate::own::Parting;

/// The bytes of a block, more where it cannot be cut. One thread converts it.
const BLOCK: usize = 128 << 10;

/// The bytes of a piece, likewise: what is converted before another look at whose turn it
/// is. What a block becomes until then lies in the cache of one core.
const PIECE: usize = 32 << 10;

/// How many bytes are searched for a place to cut in.
const SEARCHED: usize = 4 << 10;

/// No system gives memory in smaller pages.
const PAGE: usize = 4 << 10;

impl Converter {
    /// Converts the whole of `text` on the threads of rayon's current pool; borrowed
    /// when nothing changes.
    ///
    /// The result is that of [`Converter::convert`]. Texts under 256 KiB are
    /// converted on the calling thread, and so is all text if the converter is of
    /// [`Engine::Staged`](crate::Engine::Staged) or has a
    /// [`UserDictionary`](crate::user_dictionary::UserDictionary) or another
    /// [`Normalization`](crate::Normalization) than the default, or if its conversion
    /// exchanges regional phrases and is none of [OpenCC's](crate::Config::OPENCC). For
    /// those, cut the text where no phrase can go on, such as at the ends of lines, and
    /// convert the parts on the threads.
    ///
    /// Needs the feature `rayon`.
    ///
    /// # Complexity
    /// O(n) for n bytes. One thread at a time writes to the result. Where it is held up,
    /// what the others have done waits, and takes as much memory again as the result at most.
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
        if let Inner::Compound(compound, tofu) = self.0 {
            return compound.fold(text, |pass, text| match pass {
                Pass::Mapped(table) => Self(Inner::Fast(table, tofu)).par_convert(text),
                Pass::Matched(_) => pass.convert(text),
            });
        }
        match Cutter::of(self) {
            Some(cutter)
                if text.len() >= 2 * BLOCK
                    && rayon::current_num_threads() > 1
                    && cutter.table.unchanged_prefix(text) < text.len() =>
            {
                self.convert_blocks(cutter, text, BLOCK, PIECE)
            }
            _ => self.convert(text),
        }
    }

    /// Converts the blocks of `text`, in their order as far as there are threads.
    ///
    /// The thread whose block has its turn writes to the result of the whole from then on;
    /// until then it has a buffer.
    fn convert_blocks<'t>(
        &self,
        cutter: Cutter<'_>,
        text: &'t str,
        block: usize,
        piece: usize,
    ) -> Cow<'t, str> {
        let waiting = Waiting::default();
        let joined = Mutex::new(Joined {
            out: with_pages(text.len()),
            turn: 0,
        });
        let blocks = cutter.pieces(text, block).enumerate();
        blocks.par_bridge().for_each(|(number, block)| {
            let mut result = waiting.buffer();
            for piece in cutter.pieces(block, piece) {
                if let Ok(mut joined) = joined.try_lock()
                    && joined.append_all(&waiting) == number
                {
                    joined.out.push_str(&result);
                    result.clear();
                    self.convert_into(piece, &mut joined.out);
                } else {
                    self.convert_into(piece, &mut result);
                }
            }
            waiting.put(number, result);
        });
        let mut joined = joined.into_inner().unwrap_or_else(PoisonError::into_inner);
        joined.append_all(&waiting);
        unless_same(text, joined.out)
    }
}

/// Cuts texts into pieces that can be converted one by one.
#[derive(Clone, Copy)]
struct Cutter<'c> {
    table: &'static Table<'static>,
    words: Option<&'c Words>,
}

impl<'c> Cutter<'c> {
    /// `None` for a converter whose texts nothing is known to cut.
    fn of(converter: &'c Converter) -> Option<Self> {
        match &converter.0 {
            Inner::Fast(table, _) => Some(Self { table, words: None }),
            Inner::Own(own) => match (&own.parting, &own.base.0) {
                (Parting::Words(words), Inner::Fast(table, _)) => Some(Self {
                    table,
                    words: Some(words),
                }),
                _ => None,
            },
            Inner::Compound(..) | Inner::Staged(_) => None,
        }
    }

    /// The pieces of `text`, of about `size` bytes.
    fn pieces<'t>(self, text: &'t str, size: usize) -> impl Iterator<Item = &'t str> + Send
    where
        'c: 't,
    {
        let mut rest = text;
        iter::from_fn(move || {
            let ends = (1..).map(|sizes| sizes * size);
            let cut = ends.take_while(|&end| end < rest.len()).find_map(|end| {
                let (start, _) = split_before(rest, end);
                self.last_cut(start, end.saturating_sub(SEARCHED))
            });
            let piece;
            (piece, rest) = rest.split_at(cut.unwrap_or(rest.len()));
            (!piece.is_empty()).then_some(piece)
        })
    }

    /// The last place behind `from` where `text` can be cut, whatever text follows.
    fn last_cut(self, text: &str, from: usize) -> Option<usize> {
        let cut = |end: &usize| self.table.last_cut(&text[..*end], from);
        let mut cuts = iter::successors(cut(&text.len()), cut);
        cuts.find(|&cut| self.words.is_none_or(|words| words.is_edge(text, cut)))
    }
}

/// An empty string with room for what a text of `len` bytes becomes.
///
/// The system gives a page of memory when it is first written to, which takes as long
/// as to convert as much to Simplified. So all threads write to the pages before one
/// joins the results there.
fn with_pages(len: usize) -> String {
    let mut bytes = Vec::with_capacity(room_for(len));
    let pages = bytes.spare_capacity_mut()[..len].par_chunks_mut(PAGE);
    pages.for_each(|page| {
        page[0].write(0);
    });
    String::from_utf8(bytes).expect("nothing is text")
}

/// Results that wait for their turn, and buffers that do not.
#[derive(Default)]
struct Waiting {
    /// By the number of the block.
    results: Mutex<BTreeMap<usize, String>>,
    /// They are used again, so that their memory stays in the caches.
    buffers: Mutex<Vec<String>>,
}

impl Waiting {
    fn put(&self, number: usize, result: String) {
        lock(&self.results).insert(number, result);
    }

    fn take(&self, number: usize) -> Option<String> {
        lock(&self.results).remove(&number)
    }

    fn buffer(&self) -> String {
        lock(&self.buffers).pop().unwrap_or_default()
    }

    fn give_back(&self, mut buffer: String) {
        buffer.clear();
        lock(&self.buffers).push(buffer);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The result of the whole, as far as it is joined.
struct Joined {
    out: String,
    /// The number of the block whose turn it is.
    turn: usize,
}

impl Joined {
    /// Appends the results that are there, up to the first that is not. Returns the number
    /// of its block.
    fn append_all(&mut self, waiting: &Waiting) -> usize {
        while let Some(result) = waiting.take(self.turn) {
            self.out.push_str(&result);
            self.turn += 1;
            waiting.give_back(result);
        }
        self.turn
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::Cutter;
    use crate::converter::Converter;
    use crate::texts;
    use crate::{Config, Matching, Tofu};

    fn in_context(config: Config) -> Converter {
        let builder = Converter::builder(config).matching(Matching::Context);
        builder.build().unwrap()
    }

    fn conversion_of_text() -> impl Strategy<Value = (Converter, String)> {
        let tofu = prop_oneof![Just(Tofu::Drop), Just(Tofu::Include)];
        let config = proptest::sample::select(&Config::OPENCC[..]);
        (config, tofu).prop_flat_map(|(config, tofu)| {
            let converter = Converter::fast(config, tofu);
            (Just(converter), texts::text(config, 0..60))
        })
    }

    /// With characters that stand together in many words, in several ways.
    fn conversion_in_context() -> impl Strategy<Value = (Converter, String)> {
        let config = prop_oneof![Just(Config::S2t), Just(Config::S2twp), Just(Config::S2hk)];
        config.prop_flat_map(|config| {
            let words = "[发现在头年历史转换生里面对后干制度一子只回复的，]{1,9}";
            let piece = prop_oneof![words.boxed(), texts::text(config, 0..4).boxed()];
            let text = proptest::collection::vec(piece, 0..20);
            (
                Just(in_context(config)),
                text.prop_map(|pieces| pieces.concat()),
            )
        })
    }

    fn pieces<'t>(converter: &'t Converter, text: &'t str, size: usize) -> Vec<&'t str> {
        let cutter = Cutter::of(converter).expect("it knows where to cut");
        cutter.pieces(text, size).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2048,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn pieces_of_any_size_give_what_the_whole_gives(
            (converter, text) in prop_oneof![conversion_of_text(), conversion_in_context()],
            block in prop_oneof![1_usize..16, 16_usize..400],
            piece in 1_usize..100,
        ) {
            let expected = converter.convert(&text);
            let cutter = Cutter::of(&converter).expect("it knows where to cut");
            let joined = converter.convert_blocks(cutter, &text, block, piece);
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
        for converter in [Converter::new(Config::S2twp), in_context(Config::S2twp)] {
            let pieces = pieces(&converter, &text, 1000);
            let lengths: Vec<usize> = pieces.into_iter().map(str::len).collect();
            assert!(lengths.iter().all(|&len| len <= 1000), "{lengths:?}");
            assert!(lengths.len() <= text.len() / 1000 * 11 / 10, "{lengths:?}");
        }
    }

    #[test]
    fn a_long_text_is_converted_whole() {
        let text = "⿰临岚市的数据，头发abc。".repeat(20_000);
        let converters = Config::ALL.into_iter().map(Converter::new);
        for converter in converters.chain([in_context(Config::S2t)]) {
            assert!(
                converter.par_convert(&text) == converter.convert(&text),
                "{converter:?}"
            );
        }
    }

    #[test]
    fn a_text_that_cannot_be_cut_is_one_piece() {
        // A sequence may begin with every character.
        let text = "⿰".repeat(200_000);
        let converter = Converter::new(Config::S2twp);
        assert!(matches!(converter.par_convert(&text), Cow::Borrowed(_)));
        assert_eq!(pieces(&converter, &text, 1000).len(), 1);
    }
}
