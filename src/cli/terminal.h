// The terminal, if there is one: colours, width, progress.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace musnad::cli {

/// Standard output is a terminal that takes colours, and NO_COLOR is not set.
bool wants_colour();
/// Columns of the terminal; 100 where there is none.
unsigned terminal_width();

/// A line on standard error that tells how far a long run is; silent where standard error is no terminal, and for the first
/// second. One thread at a time.
class Progress {
 public:
  /// `total` 0: not known. `unit`: "pages".
  Progress(std::size_t total, std::string unit);
  ~Progress() { clear(); }
  void advance();
  /// Takes the line away, so that other output is not mixed with it.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t total_;
  std::size_t done_ = 0;
  std::string unit_;
  bool shown_ = false;
  bool terminal_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point drawn_ = begin_;
};

}  // namespace musnad::cli
