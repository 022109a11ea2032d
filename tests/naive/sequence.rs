//! Where an ideographic description sequence ends.

/// The length of the ideographic description sequence, or else the character, that
/// starts `text`; `None` if a sequence lacks an operand or is deeper than `depth`.
pub(crate) fn sequence_len(text: &str, depth: usize) -> Option<usize> {
    let first = text.chars().next().filter(|_| depth > 0)?;
    let operands = match first {
        '\u{2FF2}' | '\u{2FF3}' => 3,
        '\u{2FFE}' | '\u{2FFF}' => 1,
        '\u{2FF0}'..='\u{2FFD}' => 2,
        _ => 0,
    };
    let add_operand = |len, _| Some(len + sequence_len(&text[len..], depth - 1)?);
    (0..operands).try_fold(first.len_utf8(), add_operand)
}
