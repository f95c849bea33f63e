// Sentences: where one ends and the next begins, from tokens, line breaks and the case of what follows.
#pragma once

#include "language/tokens/tokens.h"

#include <musnad/stage.h>

namespace musnad::language {

/// A token longer than this many bytes is reported (kLongWord); later stages need not analyse it.
inline constexpr std::uint32_t kLongWordBytes = 400;

/// Cuts the tokens of one block into sentences; each element is the index of a sentence's first token. Ends are . ! ? in
/// either script with the quotes and brackets that close after them, ellipses before a capital, and line breaks, except
/// those of hard-wrapped text. Commas, colons and semicolons never end a sentence.
std::vector<std::size_t> split_sentences(std::string_view text, ByteSpan block, std::span<const ByteSpan> tokens,
                                         const TokenLexicon& lexicon);

/// Needs blocks, writes sentences and tokens. Every sentence lies in one block and has a token; its span runs from its
/// first token to its last. `codebook`: the directory whose LANG/lexicon/abbreviations.tsv are read.
Result<std::unique_ptr<const Stage>> make_sentences_stage(const std::filesystem::path& codebook);

}  // namespace musnad::language
