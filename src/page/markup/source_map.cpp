#include "page/markup/source_map.h"

#include <cassert>

namespace musnad::page {

SourceMap SourceMap::copy_of(std::uint32_t size, std::uint32_t page_begin) {
  SourceMap map;
  if (size > 0) map.append(1, page_begin, 1, size);
  return map;
}

void SourceMap::append(std::uint32_t text_unit, std::uint32_t page_begin, std::uint32_t page_unit, std::uint32_t count) {
  assert(text_unit > 0);
  if (count == 0) return;
  if (!runs_.empty()) {
    Run& last = runs_.back();
    if (last.text_unit == text_unit && last.page_unit == page_unit && last.page + last.page_unit * last.count == page_begin) {
      last.count += count;
      size_ += text_unit * count;
      return;
    }
  }
  runs_.push_back({size_, page_begin, text_unit, page_unit, count});
  size_ += text_unit * count;
}

std::vector<SourceMap::Run>::const_iterator SourceMap::run_at(std::uint32_t text) const {
  auto next = std::upper_bound(runs_.begin(), runs_.end(), text, [](std::uint32_t at, const Run& run) { return at < run.text; });
  return next == runs_.begin() ? next : next - 1;
}

PageSpan SourceMap::to_page(ByteSpan span) const {
  assert(span.begin <= span.end && span.end <= size_);
  if (runs_.empty()) return {};
  auto run = run_at(span.begin);
  if (span.empty()) {
    const std::uint32_t units = std::min((span.begin - run->text) / run->text_unit, run->count);
    return {run->page + units * run->page_unit, run->page + units * run->page_unit};
  }
  PageSpan found{0xffffffff, 0};
  for (; run != runs_.end() && run->text < span.end; ++run) {
    const std::uint32_t first = (std::max(span.begin, run->text) - run->text) / run->text_unit;
    const std::uint32_t last = (std::min(span.end, run->text_end()) - run->text + run->text_unit - 1) / run->text_unit;
    found.begin = std::min(found.begin, run->page + first * run->page_unit);
    found.end = std::max(found.end, run->page + last * run->page_unit);
  }
  return found;
}

void SourceMap::append(const SourceMap& from, ByteSpan slice) {
  if (slice.empty()) return;
  for (auto run = from.run_at(slice.begin); run != from.runs_.end() && run->text < slice.end; ++run) {
    const std::uint32_t begin = std::max(slice.begin, run->text) - run->text;
    const std::uint32_t end = std::min(slice.end, run->text_end()) - run->text;
    if (begin % run->text_unit != 0 || end % run->text_unit != 0) {  // cut within a unit: keep it whole
      append(end - begin, run->page + begin / run->text_unit * run->page_unit,
             ((end + run->text_unit - 1) / run->text_unit - begin / run->text_unit) * run->page_unit);
      continue;
    }
    append(run->text_unit, run->page + begin / run->text_unit * run->page_unit, run->page_unit, (end - begin) / run->text_unit);
  }
}

SourceMap SourceMap::after(const SourceMap& earlier) const {
  SourceMap map;
  for (const Run& run : runs_) {
    if (run.text_unit == 1 && run.page_unit == 1) {
      map.append(earlier, {run.page, run.page + run.count});
      continue;
    }
    for (std::uint32_t i = 0; i < run.count; ++i) {
      const std::uint32_t begin = run.page + i * run.page_unit;
      const PageSpan source = earlier.to_page({begin, begin + run.page_unit});
      map.append(run.text_unit, source.begin, source.length());
    }
  }
  assert(map.text_size() == size_);
  return map;
}

}  // namespace musnad::page
