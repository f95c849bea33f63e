// Sentences with names marked, in the engine's own tokens.
#pragma once

#include "language/models.h"
#include "language/names.h"
#include "language/tokens/tokens.h"

#include <filesystem>
#include <string>
#include <vector>

namespace musnad::training {

struct NamedSentence {
  std::string text;
  std::vector<ByteSpan> tokens;
  std::vector<std::uint8_t> parts;  ///< of tokens, as NameInput has them; add_parts sets them
  std::vector<language::NameTag> tags;
  std::vector<std::pair<ByteSpan, language::NameTag>> gold;  ///< spans as the file has them
  std::uint8_t domain = 0;                                   ///< 1: of a set that has other choices of what a name is

  std::vector<language::NameInput> inputs() const;
};

/// Reads a file of names: .tsv (token, IOB2 tag), .iob2 (number, token, tag; the text is in `# text =`), .jsonl (re3d:
/// documents whose licence is open) or .txt (a sentence a line, names marked as in "[PER Salem Harbi] of [LOC Aden]"; lines that begin
/// with "# " are comments). Fails with kTreebankSyntax, kCannotRead.
Result<std::vector<NamedSentence>> load_named_sentences(const std::string& path, const language::TokenLexicon& lexicon);

/// Finds the words of each sentence and tags them.
void add_parts(std::vector<NamedSentence>& sentences, Language language, const language::LanguageModels& models);

/// Copies in lower case and in capitals, with the spans unchanged; only for texts of ASCII letters.
NamedSentence recased(const NamedSentence& sentence, bool upper);

}  // namespace musnad::training
