// Work spread over threads whose results come out in the order of their inputs, in bounded memory.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace musnad::engine {

/// What one piece of work came to.
struct Done {
  std::string output;     ///< for standard output
  std::string complaint;  ///< why the piece failed, for standard error; empty: it did not fail
};

/// The next piece of work, to be run on any thread; nothing at the end of the input. Called by one thread at a time.
using Source = std::function<std::optional<std::function<Done()>>()>;
/// Takes results in the order in which the source gave their work; false: stop. Called by one thread at a time.
using Sink = std::function<bool(Done)>;

/// Runs everything that `source` gives. `threads` >= 1; one: all on the calling thread. At most 8 pieces a thread are under
/// way or waiting for their turn. Work must not throw.
void run_ordered(unsigned threads, const Source& source, const Sink& sink);

}  // namespace musnad::engine
