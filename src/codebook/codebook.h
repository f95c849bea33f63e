// Codebook: everything under codebook/, read, checked and compiled. What the later rooms use:
//
//   auto book = Codebook::load("codebook");                   // Result<std::shared_ptr<const Codebook>>
//   make_matches_stage(*book)                                 // -> layer LexiconMatch (needs words and tags)
//   Reading reading(**book, doc);                             // one document with its trees (reading.h)
//   for (const FilledFrame& f : reading.fill(sentence)) ...   // who, whom, with what, under which status
//
// Thread safety: const after load, shared by all threads.
#pragma once

#include <musnad/error.h>
#include <musnad/stage.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/lexicon/entry.h"

namespace musnad::codebook {

class ErrorList;
class Lexicon;        // compiled forms (lexicon.h)
class Constructions;  // compiled grammar of constructions (constructions.h)
class Rules;          // compiled rules (rules.h)

/// A `yes` or `no` line of a frame, construction or rule.
struct Example {
  bool positive = true;
  Language language = Language::kUnd;
  std::string sentence;
  std::vector<std::pair<std::string, std::string>> expected;  ///< trigger, slots, status keys, count kinds
  std::string owner;                                          ///< "frame kill", "construction passive"
  Origin origin;
};

class Codebook {
 public:
  /// Reads and compiles all of `directory`. The first error that was found, where there are any; `check` gives all.
  /// `lexicon`, a file that `write_lexicon` made, spares most of the compiling; it may be missing or of another version of the
  /// codebook, and is then not used. E03xx where it is broken.
  static Result<std::shared_ptr<const Codebook>> load(const std::filesystem::path& directory, const std::filesystem::path& lexicon = {});
  /// Writes the compiled lexicon, marked with version(). E0101 where the file cannot be written.
  Result<void> write_lexicon(const std::filesystem::path& path) const;
  /// All errors of the codebook in `directory`, in the order of files and lines; empty: it is sound.
  static std::vector<Error> check(const std::filesystem::path& directory);

  ~Codebook();

  /// "0.1+<first 12 hex digits of a hash over all files>": the `codebook` key of the record.
  const std::string& version() const { return version_; }

  /// LexiconMatch::entry indexes this.
  std::span<const Entry> entries() const { return entries_; }
  const Entry& entry(const LexiconMatch& match) const { return entries_[match.entry]; }
  std::span<const Frame> frames() const { return frames_; }
  /// The effective frame of an event entry, the slots of a speech entry; null for other kinds.
  const Frame* find_frame(const Entry& entry) const;
  /// The frame of the act that a speech entry is (accuse, demand ...); null where it is none.
  const Frame* find_act(const Entry& entry) const;
  /// A family by name; null where there is none.
  const Frame* find_family(Language language, std::string_view name) const;

  /// Entries of `kind` that have `phrase` (any spelling; folded inside) among their generated forms, in the order of the
  /// codebook. No clitics are taken off.
  std::vector<std::uint32_t> find_entries(Language language, EntryKind kind, std::string_view phrase) const;
  /// Entries of grammar.tsv of the given class ("negation", "title"...), in file order.
  std::span<const std::uint32_t> grammar_class(Language language, std::string_view kind) const;
  /// The grammar.tsv entry of class `kind` that a word is, by its form or its lemma; null where it is none. Single words.
  const Entry* find_grammar(Language language, std::string_view kind, std::string_view form, std::string_view lemma = {}) const;
  /// The same for a word of a document; entries of several words are found where the words follow one another from `word`.
  const Entry* find_grammar(const Document& doc, WordId word, std::string_view kind) const;
  /// The same for an entry that begins `back` words before `word` and is long enough to hold it.
  const Entry* find_grammar_over(const Document& doc, WordId word, std::string_view kind, std::uint32_t back) const;

  /// The relations that the `value` of a light or cause entry names; empty for other entries.
  std::span<const Path> edges_of(const Entry& entry) const;

  std::span<const Example> examples() const { return examples_; }
  const Lexicon& lexicon() const { return *lexicon_; }
  const Constructions& constructions(Language language) const;
  const Rules& rules(Language language) const;

 private:
  friend class Loader;
  Codebook();
  void index_grammar(ErrorList& errors);

  std::string version_;
  std::vector<Entry> entries_;
  std::vector<Frame> frames_;
  std::vector<Example> examples_;
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<Constructions> constructions_[3];  // by Language
  std::unique_ptr<Rules> rules_[3];
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> grammar_[3];  // kind -> entries, by Language
  std::map<std::uint32_t, std::vector<Path>> edges_;                           // entry of kind light or cause -> its value
};

/// Finds the entries of the codebook in a document's words: every kind but kGrammar (see find_grammar), in order of text,
/// several of one word where the codebook has several. Needs kWords and kTags, writes kMatches.
///   - an event or speech verb that heads a trigger of several words is given where its other words stand in the same
///     sentence; whether the tree holds them together is Reading's question;
///   - `head` is the word that carries the lemma; `span` and `words` cover the entry's words where they are adjacent, else
///     the head alone;
///   - D0203 on the document where the tagger and the entry disagree and the entry was kept.
std::unique_ptr<const Stage> make_matches_stage(std::shared_ptr<const Codebook> codebook);

}  // namespace musnad::codebook
