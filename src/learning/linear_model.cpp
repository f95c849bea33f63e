#include "learning/linear_model.h"

#include <algorithm>

namespace musnad::learning {
namespace {
constexpr std::size_t kBatch = 32;  // features whose weights are fetched together
}

Result<LinearModel> LinearModel::load(const ModelFile& file, std::string_view prefix) {
  const std::string name(prefix);
  const auto index = file.values<Slot>(name + "index");
  const auto weights = file.values<Weight>(name + "weights");
  const auto values = file.values<std::int16_t>(name + "values");
  const auto classes = file.values<std::uint32_t>(name + "classes");
  if (!index) return tl::unexpected(index.error());
  if (!weights) return tl::unexpected(weights.error());
  if (!values) return tl::unexpected(values.error());
  if (!classes) return tl::unexpected(classes.error());
  LinearModel result;
  result.file_ = file;
  result.index_ = *index;
  result.weights_ = *weights;
  result.values_ = *values;
  result.class_count_ = classes->empty() ? 0 : classes->front();
  if (!result.is_sound()) return fail(ErrorCode::kModelBroken, "the tables of '" + name + "' do not fit each other", file.path());
  return result;
}

// The checksum guards against damage; this guards the inner loop against a file that was made wrongly.
bool LinearModel::is_sound() const {
  if (values_.size() != 256 || class_count_ == 0 || class_count_ > kMaxClasses || index_.empty()) return false;
  const auto fits = [&](const Slot& slot) { return (slot.place >> 8) + (slot.place & 0xff) <= weights_.size(); };
  const auto is_free = [](const Slot& slot) { return (slot.place & 0xff) == 0; };
  const auto known = [&](const Weight& weight) { return weight.class_id < class_count_; };
  return std::all_of(index_.begin(), index_.end(), fits) && std::any_of(index_.begin(), index_.end(), is_free) &&
         std::all_of(weights_.begin(), weights_.end(), known);
}

std::span<const Weight> LinearModel::find(Feature feature) const {
  const std::uint32_t check = check_of(feature);
  for (std::size_t at = first_slot(feature, index_.size());; at = at + 1 == index_.size() ? 0 : at + 1) {
    const Slot slot = index_[at];
    const std::uint32_t count = slot.place & 0xff;
    if (count == 0) return {};
    if (slot.check == check) return weights_.subspan(slot.place >> 8, count);
  }
}

template <class Visit>
void LinearModel::for_each_weight(std::span<const Feature> features, Visit visit) const {
  // Memory is what a look-up costs: the slots of all features are fetched ahead, then the weights of those found.
  for (const Feature each : features) __builtin_prefetch(&index_[first_slot(each, index_.size())]);
  std::array<std::span<const Weight>, kBatch> found;
  for (std::size_t at = 0; at < features.size(); at += kBatch) {
    std::size_t count = 0;
    for (const Feature each : features.subspan(at, std::min(kBatch, features.size() - at))) {
      found[count] = find(each);
      if (found[count].empty()) continue;
      __builtin_prefetch(found[count].data());
      ++count;
    }
    for (std::size_t i = 0; i < count; ++i)
      for (const Weight weight : found[i]) visit(weight);
  }
}

void LinearModel::add_scores(std::span<const Feature> features, std::span<std::int32_t> scores) const {
  for_each_weight(features, [&](Weight weight) { scores[weight.class_id] += values_[weight.value]; });
}

std::int32_t LinearModel::score_one(std::span<const Feature> features) const {
  std::int32_t sum = 0;
  for_each_weight(features, [&](Weight weight) { sum += values_[weight.value]; });
  return sum;
}

}  // namespace musnad::learning
