#include "learning/perceptron.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace musnad::learning {
namespace {
constexpr std::size_t kFirstRows = 1 << 16;
constexpr std::size_t kBatch = 32;       // rows whose cells are fetched together
constexpr std::size_t kFrequent = 8192;  // features in the small table of those seen most
constexpr double kCurve = 1.6;           // quantised steps are finer near zero, where most weights lie
}  // namespace

Perceptron::Perceptron(std::size_t class_count, std::size_t domain_count)
    : class_count_(class_count), domain_count_(domain_count), rows_(kFirstRows) {
  assert(class_count > 0 && class_count <= LinearModel::kMaxClasses && domain_count > 0 && domain_count <= kMaxDomains);
}

Perceptron::Row* Perceptron::find(Feature feature) {
  const std::size_t mask = rows_.size() - 1;
  for (std::size_t at = feature & mask; rows_[at].capacity != 0; at = (at + 1) & mask)
    if (rows_[at].feature == feature) return &rows_[at];
  return nullptr;
}

Perceptron::Row& Perceptron::find_or_add(Feature feature) {
  if (row_count_ * 2 > rows_.size()) grow_rows();
  const std::size_t mask = rows_.size() - 1;
  std::size_t at = feature & mask;
  for (; rows_[at].capacity != 0; at = (at + 1) & mask)
    if (rows_[at].feature == feature) return rows_[at];
  ++row_count_;
  rows_[at].feature = feature;
  grow_row(rows_[at]);
  return rows_[at];
}

void Perceptron::grow_rows() {
  std::vector<Row> larger(rows_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Row& row : rows_) {
    if (row.capacity == 0) continue;
    std::size_t at = row.feature & mask;
    while (larger[at].capacity != 0) at = (at + 1) & mask;
    larger[at] = row;
  }
  rows_ = std::move(larger);
}

void Perceptron::grow_row(Row& row) {
  const std::size_t begin = cells_.size();
  row.capacity = static_cast<std::uint8_t>(std::min<std::size_t>(row.capacity == 0 ? 2 : row.capacity * 2, LinearModel::kMaxClasses));
  cells_.resize(begin + row.capacity);
  std::copy_n(cells_.begin() + row.begin, row.size, cells_.begin() + static_cast<std::ptrdiff_t>(begin));
  row.begin = static_cast<std::uint32_t>(begin);
}

void Perceptron::score(std::span<const Feature> features, std::size_t domain, std::span<std::int32_t> scores) {
  std::fill(scores.begin(), scores.end(), 0);
  const std::size_t mask = rows_.size() - 1;
  for (const Feature each : features) __builtin_prefetch(&rows_[each & mask]);
  std::array<const Row*, kBatch> found;
  for (std::size_t at = 0; at < features.size(); at += kBatch) {
    std::size_t count = 0;
    for (const Feature each : features.subspan(at, std::min(kBatch, features.size() - at)))
      if (Row* row = find(each)) {
        ++row->seen;
        __builtin_prefetch(&cells_[row->begin]);
        found[count++] = row;
      }
    for (std::size_t i = 0; i < count; ++i)
      for (const Cell& cell : std::span(cells_).subspan(found[i]->begin, found[i]->size))
        scores[cell.class_id] += domain_count_ == 1 ? cell.weight[0] : cell.weight[0] + cell.weight[1] + cell.weight[domain];
  }
}

std::int32_t Perceptron::score_one(std::span<const Feature> features, std::size_t domain) {
  std::int32_t sum = 0;
  score(features, domain, {&sum, 1});
  return sum;
}

void Perceptron::add_to_row(Row& row, std::size_t domain, std::size_t class_id, int by) {
  std::size_t i = 0;
  while (i < row.size && cells_[row.begin + i].class_id != class_id) ++i;
  if (i == row.size) {
    if (row.size == row.capacity) grow_row(row);
    ++row.size;
    cells_[row.begin + i] = {{}, {}, steps_, static_cast<std::uint8_t>(class_id)};
  }
  Cell& cell = cells_[row.begin + i];
  for (std::size_t d = 0; d < domain_count_; ++d) cell.total[d] += static_cast<std::int64_t>(cell.weight[d]) * (steps_ - cell.stamp);
  cell.stamp = steps_;
  cell.weight[domain] = static_cast<std::int16_t>(std::clamp(cell.weight[domain] + by, -32000, 32000));
}

void Perceptron::change(std::span<const Feature> features, std::size_t domain, std::size_t class_id, int by) {
  for (const Feature each : features) add_to_row(find_or_add(each), domain_count_ == 1 ? 0 : domain, class_id, by);
}

std::vector<Perceptron::Average> Perceptron::averages(std::span<const double> shares) const {
  std::vector<Average> result;
  for (const Row& row : rows_)
    for (const Cell& cell : std::span(cells_).subspan(row.begin, row.size)) {
      double weight = 0;
      for (std::size_t d = 0; d < domain_count_; ++d) {
        const std::int64_t total = cell.total[d] + static_cast<std::int64_t>(cell.weight[d]) * (steps_ - cell.stamp);
        weight += (domain_count_ == 1 ? 1.0 : 1.0 + shares[d]) * static_cast<double>(total) / steps_;
      }
      result.push_back({row.feature, row.seen, cell.class_id, weight});
    }
  std::sort(result.begin(), result.end(),
            [](const Average& a, const Average& b) { return a.feature != b.feature ? a.feature < b.feature : a.class_id < b.class_id; });
  return result;
}

namespace {

// Features and their weights, largest features first.
struct Kept {
  Feature feature;
  std::uint32_t seen;
  std::size_t begin, end;  // of the averages
  double size;
};

struct Tables {
  std::vector<Slot> index, frequent;
  std::vector<Weight> weights;
  std::vector<std::int16_t> values;
};

std::vector<std::int16_t> quantised_values() {
  std::vector<std::int16_t> values(256);
  for (int i = 1; i < 256; ++i) {
    const double part = std::pow(std::abs(i - 128) / 127.0, kCurve);
    values[static_cast<std::size_t>(i)] = static_cast<std::int16_t>(std::lround((i < 128 ? -1 : 1) * part * 32767.0));
  }
  return values;
}

std::uint8_t quantised(double weight, double largest) {
  const double part = std::pow(std::min(1.0, std::abs(weight) / largest), 1.0 / kCurve);
  const int steps = static_cast<int>(std::lround(part * 127.0));
  return static_cast<std::uint8_t>(128 + (weight < 0 ? -steps : steps));
}

}  // namespace

void Perceptron::write(ModelFileWriter& file, std::string_view prefix, std::span<const double> shares, const Pruning& pruning) const {
  std::vector<Average> all = averages(shares);
  std::erase_if(all, [&](const Average& each) { return std::abs(each.weight) < pruning.min_weight || each.weight == 0.0; });
  std::vector<Kept> features;
  double largest = 1e-9;
  for (std::size_t i = 0; i < all.size();) {
    Kept kept{all[i].feature, all[i].seen, i, i, 0};
    for (; i < all.size() && all[i].feature == kept.feature; ++i) kept.size = std::max(kept.size, std::abs(all[i].weight));
    kept.end = i;
    largest = std::max(largest, kept.size);
    features.push_back(kept);
  }
  if (features.size() > pruning.max_features) {
    std::sort(features.begin(), features.end(),
              [](const Kept& a, const Kept& b) { return a.size != b.size ? a.size > b.size : a.feature < b.feature; });
    features.resize(pruning.max_features);
  }
  // What is asked for often stands together, so that it stays in the processor's caches.
  std::sort(features.begin(), features.end(),
            [](const Kept& a, const Kept& b) { return a.seen != b.seen ? a.seen > b.seen : a.feature < b.feature; });
  const std::size_t frequent = std::min(features.size(), kFrequent);
  Tables tables{empty_slots(features.size()), std::vector<Slot>(frequent * 2 + 8), {}, quantised_values()};
  for (const Kept& kept : features) {
    const std::size_t first = tables.weights.size();
    for (std::size_t i = kept.begin; i < kept.end; ++i)
      if (const std::uint8_t value = quantised(all[i].weight, largest); value != 128) tables.weights.push_back({all[i].class_id, value});
    const std::size_t count = tables.weights.size() - first;
    if (count == 0) continue;
    const auto place = static_cast<std::uint32_t>(first << 8 | count);
    insert_place(tables.index, kept.feature, place);
    if (static_cast<std::size_t>(&kept - features.data()) < frequent) insert_place(tables.frequent, kept.feature, place);
  }
  const std::string name(prefix);
  file.add_values(name + "index", tables.index);
  file.add_values(name + "frequent", tables.frequent);
  file.add_values(name + "weights", tables.weights);
  file.add_values(name + "values", tables.values);
  file.add_values(name + "classes", std::vector<std::uint32_t>{static_cast<std::uint32_t>(class_count_)});
}

}  // namespace musnad::learning
