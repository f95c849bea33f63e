// Recent: what was last computed under each of many keys, a row of values a key. Of fixed size: a key has one place, and
// the newer takes it from the older.
#pragma once

#include "learning/hashing.h"

#include <memory>
#include <vector>

namespace musnad::learning {

template <class T>
class Recent {
 public:
  /// `places` is a power of two.
  void reset(std::size_t places, std::size_t columns) {
    columns_ = columns;
    keys_.assign(places, 0);
    values_ = std::make_unique_for_overwrite<T[]>(places * columns);  // memory that is never asked for is never touched
  }
  bool empty() const { return keys_.empty(); }

  /// The row of a key, null where it is not there. Good until the next `place_for`.
  const T* find(Feature key) const {
    const std::size_t place = place_of(key);
    return keys_[place] == key ? &values_[place * columns_] : nullptr;
  }
  /// Where the row of a key is to be written.
  T* place_for(Feature key) {
    const std::size_t place = place_of(key);
    keys_[place] = key;
    return &values_[place * columns_];
  }

 private:
  std::size_t place_of(Feature key) const { return static_cast<std::size_t>(key) & (keys_.size() - 1); }

  std::size_t columns_ = 0;
  std::vector<Feature> keys_;
  std::unique_ptr<T[]> values_;
};

}  // namespace musnad::learning
