//! Chinese text in `tantivy`, found whichever script it is in.
//!
//! [`Folding`] goes behind any tokenizer. It folds the text of each token and leaves its
//! offsets, so a query in either script finds documents in both, and hits are highlighted
//! where they stand in the document:
//!
//! ```
//! use jianfan_tantivy::Folding;
//! use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer};
//!
//! // Pairs of neighbours: the simplest way to search Chinese.
//! let pairs = NgramTokenizer::new(2, 2, false)?;
//! let mut analyzer = TextAnalyzer::builder(pairs).filter(Folding).build();
//! let mut tokens = analyzer.token_stream("頭髮");
//! let token = tokens.next().expect("a pair");
//! assert_eq!((&*token.text, token.offset_from..token.offset_to), ("头发", 0..6));
//! # Ok::<(), tantivy::TantivyError>(())
//! ```
//!
//! A tokenizer that knows Chinese words knows those of one script best. Give it the
//! Simplified text: `jianfan::folding::edits` aligns that with the document.

use std::mem;

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Folds the text of tokens: see [`jianfan::folding`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Folding;

impl TokenFilter for Folding {
    type Tokenizer<T: Tokenizer> = FoldingTokenizer<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> FoldingTokenizer<T> {
        FoldingTokenizer {
            tokenizer,
            folded: String::new(),
        }
    }
}

/// A tokenizer whose tokens are folded.
#[derive(Clone, Debug)]
pub struct FoldingTokenizer<T> {
    tokenizer: T,
    /// Kept from one token to the next, so that none needs a string of its own.
    folded: String,
}

impl<T: Tokenizer> Tokenizer for FoldingTokenizer<T> {
    type TokenStream<'a> = FoldingStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        FoldingStream {
            tokens: self.tokenizer.token_stream(text),
            folded: &mut self.folded,
        }
    }
}

/// The tokens of a [`FoldingTokenizer`].
#[derive(Debug)]
pub struct FoldingStream<'a, S> {
    tokens: S,
    folded: &'a mut String,
}

impl<S: TokenStream> TokenStream for FoldingStream<'_, S> {
    fn advance(&mut self) -> bool {
        let has_token = self.tokens.advance();
        if has_token {
            self.folded.clear();
            jianfan::folding::fold_into(&self.tokens.token().text, self.folded);
            mem::swap(&mut self.tokens.token_mut().text, self.folded);
        }
        has_token
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}
