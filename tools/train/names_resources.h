// What a name tagger knows beside its weights: facts on words of a large text, and lists of names.
#pragma once

#include "names_corpus.h"

#include <map>
#include <string>
#include <vector>

namespace musnad::training {

/// Reads LISTS/LANG.text: sentences without names.
std::vector<NamedSentence> read_text(const std::string& lists, const std::string& lang, const language::TokenLexicon& lexicon);

struct ClassOptions {
  std::size_t vocabulary = 20000;  ///< words that get a class
  std::size_t classes = 256;
  int rounds = 12;
};
/// The table of WordFacts from raw text and LISTS/LANG.proper.tsv.
std::vector<language::HashedTable::Slot> word_table(const std::vector<NamedSentence>& sentences, const std::string& lists,
                                                    const std::string& lang, const ClassOptions& options);

/// List bits by phrase key.
using Phrases = std::map<std::string, std::uint32_t>;
/// Reads LISTS/LANG.gazetteer.tsv.
Phrases read_gazetteer(const std::string& lists, const std::string& lang);
std::vector<language::HashedTable::Slot> table_of(const Phrases& phrases);
/// A table of words and the paths of their classes (LISTS/LANG.clusters.tsv). Empty where there is no such file.
std::vector<learning::HashedTable::Slot> read_word_classes(const std::string& path);
/// Adds what a tagger finds in raw text again and again, with one kind: whole names and their words.
void add_seen_names(const std::vector<NamedSentence>& sentences, const language::NameTagger& tagger,
                    const language::NameResources& resources, Phrases& phrases);

}  // namespace musnad::training
