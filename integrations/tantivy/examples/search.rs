//! A query in either script finds documents in both.
//!
//! ```text
//! cargo run --package jianfan-tantivy --example search 头发
//! ```

use std::env;

use jianfan_tantivy::Folding;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{LowerCaser, NgramTokenizer, TextAnalyzer};
use tantivy::{Index, IndexWriter, TantivyDocument, doc};

const TEXTS: [&str; 4] = [
    "她的头发长了，该去理发店了。",
    "她的頭髮長了，該去理髮店了。",
    "明天出發，後天到臺北。",
    "明天出发，后天到台北。",
];
const TOKENIZER: &str = "folded pairs";
/// What the index may take in memory while it is written.
const BUFFER: usize = 20_000_000;

fn main() -> tantivy::Result<()> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::from(STORED).set_indexing_options(indexing);
    let text = schema.add_text_field("text", options);

    let index = Index::create_in_ram(schema.build());
    let analyzer = TextAnalyzer::builder(NgramTokenizer::new(2, 2, false)?)
        .filter(LowerCaser)
        .filter(Folding)
        .build();
    index.tokenizers().register(TOKENIZER, analyzer);

    let mut writer: IndexWriter = index.writer_with_num_threads(1, BUFFER)?;
    for document in TEXTS {
        writer.add_document(doc!(text => document))?;
    }
    writer.commit()?;

    let searcher = index.reader()?.searcher();
    let words = env::args().nth(1).unwrap_or_else(|| "台北".to_owned());
    let query = QueryParser::for_index(&index, vec![text]).parse_query(&words)?;
    let snippets = SnippetGenerator::create(&searcher, &*query, text)?;
    for (score, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let document: TantivyDocument = searcher.doc(address)?;
        println!(
            "{score:.2}  {}",
            snippets.snippet_from_doc(&document).to_html()
        );
    }
    Ok(())
}
