#include "learning/linear_model.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace musnad::learning {
namespace {
constexpr std::size_t kBatch = 128;  // features whose weights are fetched together
constexpr std::size_t kVector = 8;   // weights that are added at a time
constexpr std::size_t kLine = 32;    // weights in a line of the cache
constexpr std::size_t kPresenceBits = 6;

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
  if (!result.is_sound()) return fail(ErrorCode::kModelBroken, "the tables of '" + name + "' do not fit each other", file.path());
  result.write_out_full_rows();
  result.note_presence();
  return result;
}

// The checksum guards against damage; this guards the inner loop against a file that was made wrongly.
bool LinearModel::is_sound() const {
  if (values_.size() != 256 || class_count_ == 0 || class_count_ > kMaxClasses || index_.empty()) return false;
  const auto fits = [&](const Slot& slot) { return (slot.place >> 8) + (slot.place & 0xff) <= weights_.size(); };
  const auto is_free = [](const Slot& slot) { return (slot.place & 0xff) == 0; };
  const auto known = [&](const Weight& weight) { return weight.class_id < class_count_; };
  const auto is_table = [&](std::span<const Slot> table) {
    return std::all_of(table.begin(), table.end(), fits) && std::any_of(table.begin(), table.end(), is_free);
  };
  return is_table(index_) && (frequent_.empty() || is_table(frequent_)) && std::all_of(weights_.begin(), weights_.end(), known);
}

// A full row costs a third of a sparse one a weight, and memory for all classes.
void LinearModel::write_out_full_rows() {
  auto full = std::make_shared<FullRows>();
  full->width = (class_count_ + kVector - 1) / kVector * kVector;
  if (class_count_ >= kVector) {
    full->least = static_cast<std::uint32_t>(std::bit_floor(full->width / 2));
    full->shift = static_cast<std::uint32_t>(std::countr_zero(full->least));
    full->begins.resize((weights_.size() >> full->shift) + 1);
    const auto is_full = [&](const Slot& slot) { return (slot.place & 0xff) >= full->least; };
    full->values.resize(full->width * static_cast<std::size_t>(std::count_if(index_.begin(), index_.end(), is_full)));
    std::uint32_t begin = 0;
    for (const Slot& slot : index_) {
      if (!is_full(slot)) continue;
      full->begins[slot.place >> 8 >> full->shift] = begin;
      for (const Weight& weight : weights_.subspan(slot.place >> 8, slot.place & 0xff))
        full->values[begin + weight.class_id] = values_[weight.value];
      begin += static_cast<std::uint32_t>(full->width);
    }
  }
  full_ = std::move(full);
}

void LinearModel::note_presence() {
  auto presence = std::make_shared<Presence>();
  const auto used =
      static_cast<std::size_t>(std::count_if(index_.begin(), index_.end(), [](const Slot& slot) { return (slot.place & 0xff) != 0; }));
  const std::size_t bits = std::bit_ceil(std::max<std::size_t>(64, used * kPresenceBits));
  presence->shift = static_cast<std::uint32_t>(32 - std::min(32, std::countr_zero(bits)));
  presence->bits.resize(bits / 64);
  for (const Slot& slot : index_)
    if ((slot.place & 0xff) != 0) presence->bits[slot.check >> presence->shift >> 6] |= 1ULL << (slot.check >> presence->shift & 63);
  presence_ = std::move(presence);
}

namespace {

// The place of a feature's weights, 0 where the table has no such feature.
inline std::uint32_t place_in(std::span<const Slot> table, Feature feature) {
  const std::uint32_t check = check_of(feature);
  for (const Slot* slot = &table[first_slot(feature, table.size())];;) {
    if (slot->place == 0 || slot->check == check) return slot->place;
    if (++slot == table.data() + table.size()) slot = table.data();
  }
}

}  // namespace

// Memory is what a look-up costs, not arithmetic: what will be read is asked for well before it is.
template <class VisitSparse, class VisitFull>
void LinearModel::for_each_row(std::span<const Feature> features, VisitSparse sparse, VisitFull full) const {
  const std::uint32_t least = full_->least;
  std::array<Feature, kBatch> rare;
  std::array<std::uint32_t, kBatch> found;
  std::array<const std::int16_t*, kBatch> full_rows;
  for (std::size_t at = 0; at < features.size(); at += kBatch) {
    const auto batch = features.subspan(at, std::min(kBatch, features.size() - at));
    std::size_t rare_count = 0, count = 0, full_count = 0;
    const auto take = [&](std::uint32_t place) {
      if ((place & 0xff) < least) {
        found[count++] = place;
        __builtin_prefetch(&weights_[place >> 8]);
      } else {
        const std::int16_t* row = full_rows[full_count++] = full_->row(place >> 8);
        for (std::size_t i = 0; i < full_->width; i += kLine) __builtin_prefetch(row + i);
      }
    };
    for (const Feature each : batch) {
      const std::uint32_t place = frequent_.empty() ? 0 : place_in(frequent_, each);
      if (place != 0)
        take(place);
      else if (presence_->has(each)) {
        __builtin_prefetch(&index_[first_slot(each, index_.size())]);
        rare[rare_count++] = each;
      }
    }
    for (const Feature each : std::span(rare).first(rare_count))
      if (const std::uint32_t place = place_in(index_, each)) take(place);
    full(std::span(full_rows).first(full_count));
    for (const std::uint32_t place : std::span(found).first(count)) {
      const Weight* weight = &weights_[place >> 8];
      for (const Weight* const end = weight + (place & 0xff); weight != end; ++weight) sparse(*weight);
    }
  }
}

void LinearModel::add_scores(std::span<const Feature> features, std::span<std::int32_t> scores) const {
  alignas(64) std::array<std::int32_t, kMaxClasses + kVector> sums;
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
