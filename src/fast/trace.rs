//! Which piece of a text becomes which piece of the result, at the engine's speed.

use super::table::Table;
use crate::chain::{Piece, Trace, room_for};

impl Table<'_> {
    /// Converts the whole of `text`; tells each piece that changes, in order.
    ///
    /// What was mapped changes by the character. What the matching decided stands
    /// between certain edges, and is traced alone.
    pub(crate) fn trace(&self, text: &str, mut change: impl FnMut(Piece)) -> String {
        let mut target = String::with_capacity(room_for(text.len()));
        let mut decided = Vec::new();
        self.convert_noting(0, text, &mut target, |source, target| {
            decided.push(Piece { source, target });
        });
        // Behind the last one, too, characters were mapped.
        decided.push(Piece {
            source: text.len()..text.len(),
            target: target.len()..target.len(),
        });
        let mut trace = Trace::default();
        let mut done = (0, 0);
        for piece in decided {
            let mapped = Piece {
                source: done.0..piece.source.start,
                target: done.1..piece.target.start,
            };
            changes_by_character(&mapped, text, &target, &mut change);
            let source = &text[piece.source.clone()];
            let (_, cuts) = trace.convert(&self.pipeline, source);
            let moved = cuts
                .pieces()
                .map(|inner| inner.moved(piece.source.start, piece.target.start));
            moved
                .filter(|piece| piece.is_change(text, &target))
                .for_each(&mut change);
            done = (piece.source.end, piece.target.end);
        }
        target
    }
}

/// Tells each character that became another one.
pub(crate) fn changes_by_character(
    mapped: &Piece,
    text: &str,
    target: &str,
    mut change: impl FnMut(Piece),
) {
    let source = &text[mapped.source.clone()];
    let target = &target[mapped.target.clone()];
    for ((source, from), (target, to)) in source.char_indices().zip(target.char_indices()) {
        if from != to {
            let piece = Piece {
                source: source..source + from.len_utf8(),
                target: target..target + to.len_utf8(),
            };
            change(piece.moved(mapped.source.start, mapped.target.start));
        }
    }
}
