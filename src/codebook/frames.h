// Reads frame families, the overrides of entries and the slots of speech cues.
#pragma once

#include <map>

#include "codebook/codebook.h"
#include "codebook/lexicon/tables.h"

namespace musnad::codebook {

/// Values that the ontology's tables allow; empty sets allow all (a codebook without that table).
struct Ontology {
  std::map<std::string, std::vector<std::string>, std::less<>> modes;  ///< by type
  std::vector<std::string> sectors;
  std::vector<std::string> countries;
};

/// The frames of a codebook while it is read: families by name, derived frames shared by entries that ask for the same.
class FrameTable {
 public:
  explicit FrameTable(const Ontology& ontology) : ontology_(ontology) {}

  void read_families(const BlockFile& file, Language language, std::vector<Example>& examples, ErrorList& errors);
  /// Index of the family, or kNoFrame with an error that suggests the nearest.
  std::uint32_t get_family(Language language, std::string_view name, const Origin& origin, std::uint32_t column, ErrorList& errors) const;
  /// The family with `overrides` ("mode=... recipient=...") applied.
  std::uint32_t derive(std::uint32_t family, std::string_view overrides, const Origin& origin, std::uint32_t column, ErrorList& errors);
  /// The slots of a speech cue ("source=nsubj content=ccomp|parataxis").
  std::uint32_t speech(Language language, std::string_view slots, const Origin& origin, std::uint32_t column, ErrorList& errors);

  std::vector<Frame> take() { return std::move(frames_); }
  const Frame& at(std::uint32_t index) const { return frames_[index]; }

 private:
  void check_type(const Frame& frame, const Origin& origin, std::uint32_t column, ErrorList& errors) const;

  const Ontology& ontology_;
  std::vector<Frame> frames_;
  std::map<std::string, std::uint32_t, std::less<>> families_;  // "ar/kill"
  std::map<std::string, std::uint32_t, std::less<>> derived_;
};

/// The example in a `yes` or `no` line: a quoted sentence, then key=value pairs.
Result<Example> parse_example(const BlockLine& line, std::string_view rest);
/// Frames that count victims and name no way of doing it: killed, wounded, displaced.
bool is_effect(const Frame& frame);
/// Whether some slot of the frame is looked for below the trigger by that relation, and by that preposition where one is given.
bool has_slot_by(const Frame& frame, Relation relation, std::string_view marker = {});
bool parse_count_kind(std::string_view name, CountKind& kind);
std::string_view code_of(Language language);

}  // namespace musnad::codebook
