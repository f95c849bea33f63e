// The grammar of constructions of one language, parsed: how one frame, written for the active finite clause, stands in all
// the other trees, and what shapes the status of an act. Reading applies it. Format: docs/codebook.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "codebook/lexicon/tables.h"

namespace musnad::codebook {

/// What a test of a feature asks for: "voice=Pass".
enum class FeatureTest : std::uint8_t {
  kVoiceAct,
  kVoicePass,
  kTensePast,
  kTensePres,
  kVerbFormFin,
  kVerbFormInf,
  kVerbFormPart,
  kVerbFormGer,
  kVerbFormVnoun,
  kMoodInd,
  kMoodImp,
  kMoodSub,
  kMoodJus,
  kNumberSing,
  kNumberPlur,
  kNumberDual,
  kDefiniteCons,
  kDefiniteDef,
  kDefiniteInd,
  kBlockHeadline,
  kFormIng,
  kFormPassive,
  kIdafaObj,
  kIdafaNsubj,
  kSubjectVictim,
  kCountsYes,
  kKindEvent,
  kKindSpeech,
  kRelationRoot,
  kEffectYes,
};

/// One test of a `when` line.
struct Test {
  enum class Kind : std::uint8_t { kPos, kFeature, kPath, kSelf, kFrame, kLacks, kUsing, kBehind };
  Kind kind = Kind::kPath;
  bool negated = false;
  Upos pos = Upos::X;
  FeatureTest feature{};                ///< kFeature
  Path path;                            ///< kPath; kSelf: one step, of which only the constraints count
  Relation relation = Relation::kNone;  ///< kFrame, kLacks
  std::string marker;                   ///< kFrame: of the slot's first step; empty: any
  std::string name;                     ///< kUsing: a construction; kBehind: a class
  std::string written;
};

/// A `when` line: a disjunction of conjunctions.
using When = std::vector<std::vector<Test>>;

/// `move A -> B, C`: a filler of relation A in the active clause is looked for at B, then C. A marker of A restricts the
/// move to alternatives with that marker; a step of B without markers keeps those of the alternative.
struct Move {
  Step from;
  std::vector<Path> to;
};

/// `gap A <- P, Q`: where nothing fills relation A, what P or Q lead to does. kNone with a role: `gap cause <- ...`.
/// `gap nsubj <- before`: the subject of the main clause of the sentence before, which speech goes on about.
struct Gap {
  Step relation;
  std::string role;
  std::vector<Path> from;  ///< empty where `before`
  bool before = false;
};

struct StatusSetting {
  std::string key, value;
};

struct Construction {
  std::string name;
  std::vector<When> whens;
  std::vector<Move> moves;
  std::vector<Gap> gaps;
  std::vector<StatusSetting> settings;
  Origin origin;
};

class Constructions {
 public:
  std::span<const Construction> all() const { return all_; }
  const Construction* find(std::string_view name) const;

 private:
  friend Constructions parse_constructions(const BlockFile&, ErrorList&, std::vector<BlockLine>*);
  std::vector<Construction> all_;
};

/// Reads the blocks `construction NAME`. Example lines (`yes`, `no`) are appended to `examples`, with the owner's name in
/// front of their rest ("construction passive\t...").
Constructions parse_constructions(const BlockFile& file, ErrorList& errors, std::vector<BlockLine>* examples);

/// Keys and values a `status` line may set; used by examples too.
bool is_status_key(std::string_view key);
bool set_status(Status& status, std::string_view key, std::string_view value);
std::string_view status_value(const Status& status, std::string_view key);

}  // namespace musnad::codebook
