#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace musnad::cli {
namespace {
constexpr unsigned kDefaultWidth = 100;
constexpr std::chrono::milliseconds kFirstSecond{1000};
constexpr std::chrono::milliseconds kBetweenDrawings{200};
constexpr const char* kClearLine = "\r\033[K";
}  // namespace

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no_colour && *no_colour) && terminal && std::string_view(terminal) != "dumb";
}

unsigned terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefaultWidth;
}

Progress::Progress(std::size_t total, std::string unit) : total_(total), unit_(std::move(unit)), terminal_(isatty(STDERR_FILENO)) {}

void Progress::advance() {
  ++done_;
  if (!terminal_) return;
  const auto now = Clock::now();
  if (now - begin_ < kFirstSecond || now - drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const std::string of = total_ ? fmt::format(" of {}", total_) : "";
  fmt::print(stderr, "{}{}{} {}, {:.0f} a second", kClearLine, done_, of, unit_, static_cast<double>(done_) / seconds);
}

void Progress::clear() {
  if (!shown_) return;
  shown_ = false;
  fmt::print(stderr, "{}", kClearLine);
}

}  // namespace musnad::cli
