#include "learning/network/feature_rows.h"

#include "learning/network/lanes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace musnad::learning {
namespace {

// Four lanes of the sums at a time, which stay in registers while all rows are added.
template <std::size_t kWide>
MUSNAD_INLINE void add_stretch(std::span<const std::uint32_t> rows, const std::int8_t* values, const float* scales, std::size_t width,
                               std::size_t at, float* to) {
  Lanes sums[kWide];
#pragma GCC unroll 4
  for (std::size_t w = 0; w < kWide; ++w) sums[w] = lanes_at(to + at + w * kLanes);
  for (const std::uint32_t row : rows)
#pragma GCC unroll 4
    for (std::size_t w = 0; w < kWide; ++w) sums[w] += lanes_at(values + row * width + at + w * kLanes) * scales[row];
#pragma GCC unroll 4
  for (std::size_t w = 0; w < kWide; ++w) store(to + at + w * kLanes, sums[w]);
}

MUSNAD_INLINE void add_bytes_body(std::span<const std::uint32_t> rows, const std::int8_t* values, const float* scales, std::size_t width,
                                  float* to) {
  std::size_t at = 0;
  for (; at + 4 * kLanes <= width; at += 4 * kLanes) add_stretch<4>(rows, values, scales, width, at, to);
  for (; at < width; at += kLanes) add_stretch<1>(rows, values, scales, width, at, to);
}
MUSNAD_FOR_MACHINES(add_bytes,
                    (std::span<const std::uint32_t> rows, const std::int8_t* values, const float* scales, std::size_t width, float* to),
                    (rows, values, scales, width, to))

}  // namespace

Result<FeatureRows> FeatureRows::load(const ModelFile& file, std::string_view prefix) {
  const std::string name(prefix);
  const auto index = file.values<Slot>(name + "index");
  const auto scales = file.values<float>(name + "scales");
  const auto values = file.values<std::int8_t>(name + "values");
  if (!index) return tl::unexpected(index.error());
  if (!scales) return tl::unexpected(scales.error());
  if (!values) return tl::unexpected(values.error());
  FeatureRows result;
  result.file_ = file;
  result.index_ = *index;
  result.scales_ = *scales;
  result.values_ = *values;
  const bool has_rows = !scales->empty() && values->size() % scales->size() == 0;
  if (has_rows) result.width_ = values->size() / scales->size();
  const auto fits = [&](const Slot& slot) { return slot.place <= scales->size(); };
  const auto is_free = [](const Slot& slot) { return slot.place == 0; };
  if (!has_rows || result.width_ % kLanes != 0 || !std::all_of(index->begin(), index->end(), fits) ||
      std::none_of(index->begin(), index->end(), is_free))
    return fail(ErrorCode::kModelBroken, "the tables of '" + name + "' do not fit each other", file.path());
  return result;
}

// Memory is what this costs: slots, then rows are asked for before they are read.
void FeatureRows::add_rows(std::span<const Feature> features, float* to) const {
  constexpr std::size_t kMost = 64, kLine = 64;
  std::array<std::uint32_t, kMost> rows;
  for (std::size_t at = 0; at < features.size(); at += kMost) {
    const auto batch = features.subspan(at, std::min(kMost, features.size() - at));
    for (const Feature each : batch) __builtin_prefetch(&index_[first_slot(each, index_.size())]);
    std::size_t count = 0;
    for (const Feature each : batch)
      if (const std::uint32_t row = find_place(index_, each); row > 0) {
        rows[count++] = row - 1;
        __builtin_prefetch(&scales_[row - 1]);
        for (std::size_t k = 0; k < width_; k += kLine) __builtin_prefetch(&values_[(row - 1) * width_ + k]);
      }
    add_bytes(std::span(rows).first(count), values_.data(), scales_.data(), width_, to);
  }
}

void FeatureRows::write(ModelFileWriter& file, std::string_view prefix, std::span<const Feature> features, const Table& rows) {
  std::vector<Slot> index = empty_slots(features.size());
  std::vector<float> scales;
  std::vector<std::int8_t> values;
  for (std::size_t i = 0; i < features.size(); ++i) {
    insert_place(index, features[i], static_cast<std::uint32_t>(i + 1));
    float largest = 1e-9F;
    for (std::size_t k = 0; k < rows.columns(); ++k) largest = std::max(largest, std::abs(rows.row(i)[k]));
    scales.push_back(largest / 127.0F);
    for (std::size_t k = 0; k < rows.columns(); ++k)
      values.push_back(static_cast<std::int8_t>(std::lround(rows.row(i)[k] / scales.back())));
  }
  const std::string name(prefix);
  file.add_values(name + "index", index);
  file.add_values(name + "scales", scales);
  file.add_values(name + "values", values);
}

}  // namespace musnad::learning
