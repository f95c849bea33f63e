// SourceMap: which bytes of the page each byte of the text came from.
//
// A text is made of the page's bytes by decoding, by resolving character references, by closing up white space and by
// leaving markup out. The map is a list of runs; in one run every `text_unit` bytes of text came from `page_unit` bytes
// of the page (1 and 1: copied; 2 and 1: Arabic letters of windows-1256; 2 and 7: one `&#1576;`; 1 and 0: a line break
// that stands for markup of no length of its own). A reference or a white-space run is mapped as a whole, never cut.
#pragma once

#include <musnad/span.h>

#include <vector>

namespace musnad::page {

struct PageUnit;
/// Half-open range of the page's bytes, as they were read.
using PageSpan = BasicSpan<PageUnit>;

class SourceMap {
 public:
  SourceMap() = default;
  /// A text that is a copy of the page from byte `page_begin` on.
  static SourceMap copy_of(std::uint32_t size, std::uint32_t page_begin = 0);

  /// The next `count` units of text, of `text_unit` > 0 bytes each, came from `count` units of the page from `page_begin`.
  void append(std::uint32_t text_unit, std::uint32_t page_begin, std::uint32_t page_unit, std::uint32_t count = 1);
  /// The next bytes of text are those of `slice` of another text with the map `from`.
  void append(const SourceMap& from, ByteSpan slice);
  /// The smallest range of the page that gave `span`; units cut by the span count as a whole. `span` within the text.
  PageSpan to_page(ByteSpan span) const;
  /// This map leads from a text to a middle form, `earlier` from there to the page: the map from the text to the page.
  SourceMap after(const SourceMap& earlier) const;

  std::uint32_t text_size() const { return size_; }
  std::size_t runs() const { return runs_.size(); }
  /// The text is the page, byte for byte.
  bool is_copy() const {
    return runs_.empty() || (runs_.size() == 1 && runs_[0].page == 0 && runs_[0].text_unit == 1 && runs_[0].page_unit == 1);
  }

 private:
  struct Run {
    std::uint32_t text, page, text_unit, page_unit, count;
    std::uint32_t text_end() const { return text + text_unit * count; }
  };
  std::vector<Run>::const_iterator run_at(std::uint32_t text) const;

  std::vector<Run> runs_;
  std::uint32_t size_ = 0;
};

}  // namespace musnad::page
