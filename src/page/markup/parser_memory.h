// ParserMemory: what a tree of markup is allocated from, and freed with all at once.
//
// A page is thousands of small strings and nodes, half of them freed while it is parsed. Small blocks are cut from large ones and used
// again by size; large ones are the allocator's own.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace musnad::page {

class ParserMemory {
 public:
  ParserMemory() = default;
  ~ParserMemory();
  ParserMemory(const ParserMemory&) = delete;
  ParserMemory& operator=(const ParserMemory&) = delete;

  /// Aligned for pointers. Ends the program where there is no memory, as `new` does.
  void* allocate(std::size_t size);
  /// `block`: from allocate, or null.
  void free(void* block);

 private:
  static constexpr std::size_t kStep = 16, kMaxSmall = 512, kChunkBytes = 128 << 10;
  struct Header {
    std::size_t size_class;  ///< in steps; 0: a large block
  };
  struct Large {
    Large* before;
    Large* after;
  };
  struct Free {
    Free* next;
  };

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::size_t used_ = kChunkBytes;  // of the last chunk
  std::array<Free*, kMaxSmall / kStep + 1> free_{};
  Large large_{&large_, &large_};  // a ring
};

}  // namespace musnad::page
