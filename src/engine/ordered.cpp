#include "engine/ordered.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace musnad::engine {
namespace {

constexpr std::size_t kPiecesPerThread = 8;

/// The pieces under way, oldest first. Whichever thread finishes the front piece gives out all that is done there, so that a
/// result never waits for the next input.
class Window {
 public:
  Window(unsigned threads, const Sink& sink) : limit_(threads * kPiecesPerThread), sink_(sink) {
    for (unsigned i = 0; i < threads; ++i) workers_.emplace_back([this] { work(); });
  }
  ~Window() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    todo_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  /// Waits for room. False: the sink wants no more.
  bool add(std::function<Done()> piece) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return stopped_ || pieces_.size() < limit_; });
    if (stopped_) return false;
    pieces_.push_back({std::move(piece), {}, false});
    lock.unlock();
    todo_.notify_one();
    return true;
  }
  /// Waits until everything was given out.
  void finish() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return pieces_.empty() && !giving_out_; });
  }

 private:
  struct Piece {
    std::function<Done()> work;
    Done result;
    bool done;
  };

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      todo_.wait(lock, [this] { return closed_ || next_ < pieces_.size(); });
      if (next_ >= pieces_.size()) return;
      Piece& piece = pieces_[next_++];  // a deque: the reference stays good while others come and go at the ends
      lock.unlock();
      Done result = piece.work();
      lock.lock();
      piece.result = std::move(result);
      piece.work = nullptr;
      piece.done = true;
      if (!giving_out_) give_out(lock);
    }
  }

  void give_out(std::unique_lock<std::mutex>& lock) {
    giving_out_ = true;
    while (!pieces_.empty() && pieces_.front().done) {
      Done result = std::move(pieces_.front().result);
      pieces_.pop_front();
      --next_;
      const bool stopped = stopped_;
      lock.unlock();
      const bool more = stopped || sink_(std::move(result));
      lock.lock();
      if (!more) {
        stopped_ = true;
        pieces_.resize(next_);  // what no thread has begun is dropped
      }
      room_.notify_one();
    }
    giving_out_ = false;
    room_.notify_one();
  }

  const std::size_t limit_;
  const Sink& sink_;
  std::mutex mutex_;
  std::condition_variable todo_, room_;
  std::deque<Piece> pieces_;
  std::size_t next_ = 0;  // the first piece that no worker has taken
  bool giving_out_ = false;
  bool stopped_ = false;
  bool closed_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace

void run_ordered(unsigned threads, const Source& source, const Sink& sink) {
  if (threads <= 1) {
    while (auto piece = source())
      if (!sink((*piece)())) return;
    return;
  }
  Window window(threads, sink);
  while (auto piece = source())
    if (!window.add(std::move(*piece))) return;
  window.finish();
}

}  // namespace musnad::engine
