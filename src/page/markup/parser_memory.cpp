#include "page/markup/parser_memory.h"

#include <new>

namespace musnad::page {

ParserMemory::~ParserMemory() {
  for (Large* large = large_.after; large != &large_;) {
    Large* const next = large->after;
    ::operator delete(large);
    large = next;
  }
}

void* ParserMemory::allocate(std::size_t size) {
  const std::size_t steps = (size + sizeof(Header) + kStep - 1) / kStep;
  if (steps * kStep > kMaxSmall) {
    auto* const bytes = static_cast<std::byte*>(::operator new(size + sizeof(Large) + sizeof(Header)));
    Large* const large = new (bytes) Large{&large_, large_.after};
    large_.after->before = large;
    large_.after = large;
    return new (bytes + sizeof(Large)) Header{0} + 1;
  }
  if (Free* const block = free_[steps]) {
    free_[steps] = block->next;
    return block;
  }
  if (used_ + steps * kStep > kChunkBytes) {
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kChunkBytes));
    used_ = 0;
  }
  std::byte* const bytes = chunks_.back().get() + used_;
  used_ += steps * kStep;
  return new (bytes) Header{steps} + 1;
}

void ParserMemory::free(void* block) {
  if (block == nullptr) return;
  const Header* const header = static_cast<Header*>(block) - 1;
  if (const std::size_t steps = header->size_class; steps != 0) {
    free_[steps] = new (block) Free{free_[steps]};
    return;
  }
  Large* const large = reinterpret_cast<Large*>(reinterpret_cast<std::byte*>(const_cast<Header*>(header)) - sizeof(Large));
  large->before->after = large->after;
  large->after->before = large->before;
  ::operator delete(large);
}

}  // namespace musnad::page
