// Pool: working memory that is dear to make, for functions that many threads may call at once. Each call takes one, new
// where all are in use, and gives it back.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace musnad::learning {

template <class T>
class Pool {
 public:
  /// One in use by one thread, until its end. The pool outlives it.
  class Lease {
   public:
    explicit Lease(Pool& pool) : pool_(pool) {
      const std::scoped_lock lock(pool_.mutex_);
      if (pool_.free_.empty()) return;
      one_ = std::move(pool_.free_.back());
      pool_.free_.pop_back();
    }
    ~Lease() {
      const std::scoped_lock lock(pool_.mutex_);
      pool_.free_.push_back(std::move(one_));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    T& operator*() {
      if (one_ == nullptr) one_ = std::make_unique<T>();
      return *one_;
    }

   private:
    Pool& pool_;
    std::unique_ptr<T> one_;
  };

  Lease take() { return Lease(*this); }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace musnad::learning
