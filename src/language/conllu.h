// CoNLL-U: the columns of Universal Dependencies. Read for training and for tests, written by `musnad words`.
//
//   auto documents = language::parse_conllu_documents(content, Language::kAr, "case.conllu");
//   // every Document has blocks (one body), sentences, tokens, words, tags and trees sealed by the stage "conllu"
//
// Words of a multiword line (3-4) share its token. Their spans are cut from its characters: see cut_words.
#pragma once

#include <musnad/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::language {

struct ConlluWord {
  std::string form;
  std::string lemma;  ///< empty where the column is "_"
  Upos upos = Upos::X;
  Features features;
  std::uint32_t head = 0;  ///< 1-based; 0: the root, or no tree where relation is kNone
  Relation relation = Relation::kNone;
  std::string xpos;
};

/// A surface token and its words [first, last) of the sentence.
struct ConlluToken {
  std::string form;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool space_after = true;
};

struct ConlluSentence {
  std::string document;  ///< its newdoc id; empty where the file names none
  std::string id;        ///< sent_id
  bool new_document = false;
  bool new_paragraph = false;
  std::vector<ConlluToken> tokens;
  std::vector<ConlluWord> words;
};

/// Reads the sentences of a file's content; `path` is for messages (E0305: path:line). Empty nodes are left out.
Result<std::vector<ConlluSentence>> parse_conllu(std::string_view content, std::string_view path);
/// Reads a file, compressed by gzip or not. E0301 where it cannot be read.
Result<std::vector<ConlluSentence>> load_conllu(const std::string& path);

/// For treebanks that write clitics as tokens of their own (SpaceAfter=No and no multiword lines): makes one token of
/// letters and digits that stand together.
void join_written(ConlluSentence& sentence);

/// Where the forms of a token's words stand in its characters `surface`. Exact where they follow each other in it
/// (tatweel, vowel signs and letter case aside). After the Arabic preposition li the article is written without its alef, or
/// not at all before lam: such a word is not exact and its span is the rest of the token. Spans are bytes of `surface`.
struct WordCut {
  ByteSpan span;
  bool exact = true;
};
std::vector<WordCut> cut_words(std::string_view surface, std::span<const std::string_view> forms);

/// One Document a newdoc (one in all where there is none), with every layer up to trees but matches and names.
/// The text is rebuilt from the tokens; sentences are parted by a blank, paragraphs by an empty line.
std::vector<Document> documents_of(std::span<const ConlluSentence> sentences, Language language);
/// parse_conllu and documents_of.
Result<std::vector<Document>> parse_conllu_documents(std::string_view content, Language language, std::string_view path);

/// The document's words as CoNLL-U: `# newdoc id`, multiword lines, StartChar|EndChar (code points of the text) in MISC
/// of every surface token; "_" for what has no layer yet. Needs sentences, tokens and words.
std::string write_conllu(const Document& document);

}  // namespace musnad::language
