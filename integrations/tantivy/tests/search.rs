//! Queries in either script, documents in both, and where the hits stand.

use jianfan_tantivy::Folding;
use tantivy::collector::DocSetCollector;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer, Token};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, doc};

fn analyzer() -> TextAnalyzer {
    let pairs = NgramTokenizer::new(2, 2, false).unwrap();
    TextAnalyzer::builder(pairs).filter(Folding).build()
}

struct Engine {
    index: Index,
    searcher: Searcher,
    text: Field,
}

impl Engine {
    fn new(documents: &[&str]) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("folded")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::from(STORED).set_indexing_options(indexing);
        let text = schema.add_text_field("text", options);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("folded", analyzer());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for document in documents {
            writer.add_document(doc!(text => *document)).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        Self {
            index,
            searcher,
            text,
        }
    }

    /// The documents found, in the order of their texts, with their hits in brackets.
    fn find(&self, query: &str) -> Vec<String> {
        let query = QueryParser::for_index(&self.index, vec![self.text]).parse_query(query);
        let query = query.unwrap();
        let snippets = SnippetGenerator::create(&self.searcher, &*query, self.text).unwrap();
        let found = self.searcher.search(&query, &DocSetCollector).unwrap();
        let mut found: Vec<String> = found
            .into_iter()
            .map(|address| {
                let document: TantivyDocument = self.searcher.doc(address).unwrap();
                let mut snippet = snippets.snippet_from_doc(&document);
                snippet.set_snippet_prefix_postfix("[", "]");
                snippet.to_html()
            })
            .collect();
        found.sort();
        found
    }
}

#[test]
fn a_query_in_either_script_finds_documents_in_both() {
    let engine = Engine::new(&["他的头发长了", "他的頭髮長了", "他明天出發", "他明天出发"]);
    for query in ["头发", "頭髮", "頭発"] {
        assert_eq!(
            engine.find(query),
            ["他的[头发]长了", "他的[頭髮]長了"],
            "{query}"
        );
    }
    for query in ["明天出发", "明天出發"] {
        assert_eq!(
            engine.find(query),
            ["他[明天出发]", "他[明天出發]"],
            "{query}"
        );
    }
    assert!(engine.find("发长了吗").is_empty());
}

#[test]
fn hits_stand_where_they_do_in_the_document() {
    // 𡻕 has four bytes, and what it folds to has three.
    let engine = Engine::new(&["𡻕𡻕，里面的岁暮和裏面的𡻕暮"]);
    assert_eq!(engine.find("歲暮"), ["𡻕𡻕，里面的[岁暮]和裏面的[𡻕暮]"]);
    assert_eq!(engine.find("裡面"), ["𡻕𡻕，[里面]的岁暮和[裏面]的𡻕暮"]);
}

#[test]
fn tokens_are_folded_and_keep_their_offsets() {
    let text = "臺灣ok，𡻕發";
    let mut tokens: Vec<Token> = Vec::new();
    analyzer()
        .token_stream(text)
        .process(&mut |token| tokens.push(token.clone()));
    assert_eq!(tokens.len(), 6);
    for token in tokens {
        assert_eq!(
            token.text,
            jianfan::fold(&text[token.offset_from..token.offset_to])
        );
    }
}
