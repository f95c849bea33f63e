#include "learning/linear_model.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace musnad::learning {
namespace {
constexpr std::size_t kBatch = 128;       // features whose weights are fetched together
constexpr std::size_t kVector = 8;        // weights that are added at a time
constexpr std::size_t kLine = 32;         // weights in a line of the cache
constexpr std::size_t kPresenceBits = 3;  // a slot

// `sums.size()` is the rows' width. Half vectors of what a register holds widen into whole ones.
void add_rows(std::span<const std::int16_t* const> rows, std::span<std::int32_t> sums) {
  using Narrow = std::int16_t __attribute__((vector_size(8)));
  using Wide = std::int32_t __attribute__((vector_size(16)));
  for (std::size_t c = 0; c < sums.size(); c += kVector) {
    Wide first, second;
    std::memcpy(&first, &sums[c], sizeof first);
    std::memcpy(&second, &sums[c + 4], sizeof second);
    for (const std::int16_t* row : rows) {
      Narrow low, high;
      std::memcpy(&low, row + c, sizeof low);
      std::memcpy(&high, row + c + 4, sizeof high);
      first += __builtin_convertvector(low, Wide);
      second += __builtin_convertvector(high, Wide);
    }
    std::memcpy(&sums[c], &first, sizeof first);
    std::memcpy(&sums[c + 4], &second, sizeof second);
  }
}

}  // namespace

Result<LinearModel> LinearModel::load(const ModelFile& file, std::string_view prefix) {
  const std::string name(prefix);
  const auto index = file.values<Slot>(name + "index");
  const auto weights = file.values<Weight>(name + "weights");
  const auto values = file.values<std::int16_t>(name + "values");
  const auto classes = file.values<std::uint32_t>(name + "classes");
  const auto frequent = file.values<Slot>(name + "frequent");
  if (!index) return tl::unexpected(index.error());
  if (!weights) return tl::unexpected(weights.error());
  if (!values) return tl::unexpected(values.error());
  if (!classes) return tl::unexpected(classes.error());
  LinearModel result;
  result.file_ = file;
  result.index_ = *index;
  if (frequent) result.frequent_ = *frequent;  // older files have none
  result.weights_ = *weights;
  result.values_ = *values;
  result.class_count_ = classes->empty() ? 0 : classes->front();
  if (!result.take_index()) return fail(ErrorCode::kModelBroken, "the tables of '" + name + "' do not fit each other", file.path());
  return result;
}

// The checksum guards against damage; this guards the inner loop against a file that was made wrongly. A class that there is
// not is never read: sums have room for any.
bool LinearModel::take_index() {
  if (values_.size() != 256 || class_count_ == 0 || class_count_ > kMaxClasses || index_.empty()) return false;
  const auto fits = [&](const Slot& slot) { return (slot.place >> 8) + (slot.place & 0xff) <= weights_.size(); };
  auto presence = std::make_shared<Presence>(index_.size() * kPresenceBits);
  const std::size_t width = (class_count_ + kVector - 1) / kVector * kVector;
  const std::uint32_t least = class_count_ < kVector ? 256 : static_cast<std::uint32_t>(std::bit_floor(width / 2));
  std::vector<std::uint32_t> full;
  std::size_t used = 0;
  for (const Slot& slot : index_) {
    if (slot.place == 0) continue;
    if (!fits(slot)) return false;
    ++used;
    presence->add(slot.check);
    if ((slot.place & 0xff) >= least) full.push_back(slot.place);
  }
  const auto is_free = [](const Slot& slot) { return slot.place == 0; };
  const bool frequent = frequent_.empty() ||
                        (std::all_of(frequent_.begin(), frequent_.end(), fits) && std::any_of(frequent_.begin(), frequent_.end(), is_free));
  presence_ = std::move(presence);
  return used < index_.size() && frequent && write_out_full_rows(full, width, least);
}

// A full row costs a third of a sparse one a weight, and memory for all classes.
bool LinearModel::write_out_full_rows(std::span<const std::uint32_t> places, std::size_t width, std::uint32_t least) {
  auto full = std::make_shared<FullRows>();
  full->width = width;
  full->least = least;
  full->shift = static_cast<std::uint32_t>(std::countr_zero(least));
  full->begins.resize((weights_.size() >> full->shift) + 1);
  full->values.resize(width * places.size());
  std::uint32_t begin = 0;
  for (const std::uint32_t place : places) {
    full->begins[place >> 8 >> full->shift] = begin;
    for (const Weight& weight : weights_.subspan(place >> 8, place & 0xff)) {
      if (weight.class_id >= class_count_) return false;
      full->values[begin + weight.class_id] = values_[weight.value];
    }
    begin += static_cast<std::uint32_t>(width);
  }
  full_ = std::move(full);
  return true;
}

// Memory is what a look-up costs, not arithmetic: what will be read is asked for well before it is.
template <class VisitSparse, class VisitFull>
void LinearModel::for_each_row(std::span<const Feature> features, VisitSparse sparse, VisitFull full) const {
  const std::uint32_t least = full_->least;
  std::array<Feature, kBatch> present;  // then those of them that are not frequent
  std::array<std::uint32_t, kBatch> found;
  std::array<const std::int16_t*, kBatch> full_rows;
  for (std::size_t at = 0; at < features.size(); at += kBatch) {
    const auto batch = features.subspan(at, std::min(kBatch, features.size() - at));
    std::size_t present_count = 0, rare_count = 0, count = 0, full_count = 0;
    const auto take = [&](std::uint32_t place) {
      if ((place & 0xff) < least) {
        found[count++] = place;
        __builtin_prefetch(&weights_[place >> 8]);
      } else {
        const std::int16_t* row = full_rows[full_count++] = full_->row(place >> 8);
        for (std::size_t i = 0; i < full_->width; i += kLine) __builtin_prefetch(row + i);
      }
    };
    for (const Feature each : batch) presence_->prefetch(check_of(each));
    for (const Feature each : batch) {
      present[present_count] = each;  // without a branch: nothing foretells it
      present_count += presence_->has(check_of(each)) ? 1 : 0;
    }
    if (!frequent_.empty())
      for (const Feature each : std::span(present).first(present_count)) __builtin_prefetch(&frequent_[first_slot(each, frequent_.size())]);
    for (const Feature each : std::span(present).first(present_count)) {
      if (const std::uint32_t place = frequent_.empty() ? 0 : find_place(frequent_, each)) {
        take(place);
      } else {
        __builtin_prefetch(&index_[first_slot(each, index_.size())]);
        present[rare_count++] = each;
      }
    }
    for (const Feature each : std::span(present).first(rare_count))
      if (const std::uint32_t place = find_place(index_, each)) take(place);
    full(std::span(full_rows).first(full_count));
    for (const std::uint32_t place : std::span(found).first(count)) {
      const Weight* weight = &weights_[place >> 8];
      for (const Weight* const end = weight + (place & 0xff); weight != end; ++weight) sparse(*weight);
    }
  }
}

void LinearModel::add_scores(std::span<const Feature> features, std::span<std::int32_t> scores) const {
  alignas(64) std::array<std::int32_t, 256 + kVector> sums;  // any class a weight can name
  std::fill_n(sums.begin(), full_->width, 0);
  for_each_row(
      features, [&](Weight weight) { sums[weight.class_id] += values_[weight.value]; },
      [&](std::span<const std::int16_t* const> rows) { add_rows(rows, std::span(sums).first(full_->width)); });
  for (std::size_t i = 0; i < class_count_; ++i) scores[i] += sums[i];
}

std::int32_t LinearModel::score_one(std::span<const Feature> features) const {
  std::int32_t sum = 0;
  for_each_row(
      features, [&](Weight weight) { sum += values_[weight.value]; }, [](std::span<const std::int16_t* const>) {});
  return sum;
}

}  // namespace musnad::learning
