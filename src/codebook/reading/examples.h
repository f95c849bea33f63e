// Runs the `yes` and `no` lines of frames, constructions and rules.
#pragma once

#include <functional>

#include "codebook/reading/reading.h"

namespace musnad::codebook {

/// Reads one sentence: a Document with words, tags, matches and trees, and numbers where counts are to be checked.
using Analyse = std::function<Result<Document>(const std::string& sentence, Language language)>;

struct ExampleResult {
  const Example* example = nullptr;
  bool passed = false;
  std::string reason;  ///< why it failed
};

/// A `yes` passes where one filled frame belongs to the example's owner (its family, or the construction or rule is among
/// the ones used) and has all that the example expects; a `no` where none does.
ExampleResult run_example(const Codebook& codebook, const Example& example, const Analyse& analyse);

/// Whether a filled frame belongs to the owner named ("frame kill", "construction passive", "rule x").
bool belongs_to(const FilledFrame& filled, std::string_view owner);
/// Whether one expectation (`actor=...`, `killed=3`, `polarity=denied`, `type=...`, `rule=...`) holds of a filled frame.
bool meets(const Reading& reading, const FilledFrame& filled, std::string_view key, std::string_view value);

/// Names of frames, constructions and rules that are used by nothing or have no `yes` example, one a line; for `unused`.
std::vector<std::string> find_unused(const Codebook& codebook);

}  // namespace musnad::codebook
