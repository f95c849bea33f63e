#include "coding/entities/gazetteer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <bit>
#include <cstring>

#include "coding/entities/name_forms.h"
#include "text/folding.h"

namespace musnad::coding {
namespace {

static_assert(std::endian::native == std::endian::little, "places.gaz is read as it lies on disk");

constexpr std::string_view kMagic = "MUSNADGZ";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderSize = 40, kPlaceSize = 24, kCountrySize = 8;
constexpr std::size_t kBuckets = 65537;
constexpr std::uint32_t kAlternate = 1u << 31, kSkeleton = 1u << 30;

std::uint64_t hash_of(std::string_view key) {
  std::uint64_t value = 0xcbf29ce484222325u;
  for (const char c : key) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return value;
}

}  // namespace

Result<Gazetteer> Gazetteer::load(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(ErrorCode::kModelMissing, "cannot open the gazetteer", path.string());
  struct stat status {};
  ::fstat(file, &status);
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapped = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (mapped == MAP_FAILED) return fail(ErrorCode::kModelBroken, "the gazetteer is empty or cannot be mapped", path.string());
  Gazetteer g;
  g.mapping_ = std::shared_ptr<const void>(mapped, [size](const void* p) { ::munmap(const_cast<void*>(p), size); });
  g.data_ = static_cast<const char*>(mapped);
  if (size < kHeaderSize || std::string_view(g.data_, kMagic.size()) != kMagic)
    return fail(ErrorCode::kModelForeign, "not a gazetteer", path.string());
  if (g.word(8) != kVersion)
    return fail(ErrorCode::kModelVersion, fmt::format("format version {}, expected {}", g.word(8), kVersion), path.string());
  const std::size_t body = g.word(16), names = g.word(36);
  g.places_ = g.word(20), g.countries_ = g.word(24), g.admins_ = g.word(28), g.keys_ = g.word(32);
  g.countries_at_ = kHeaderSize + g.places_ * kPlaceSize;
  g.admins_at_ = g.countries_at_ + g.countries_ * kCountrySize;
  g.buckets_at_ = g.admins_at_ + g.admins_ * 4;
  g.hashes_at_ = g.buckets_at_ + kBuckets * 4;
  g.targets_at_ = g.hashes_at_ + g.keys_ * 4;
  g.names_at_ = g.targets_at_ + g.keys_ * 4;
  g.end_ = g.names_at_ + names;
  if (body != size - kHeaderSize || g.end_ != size) return fail(ErrorCode::kModelBroken, "the gazetteer is truncated", path.string());
  const auto sum = ::crc32_z(0, reinterpret_cast<const Bytef*>(g.data_ + kHeaderSize), body);
  if (sum != g.word(12)) return fail(ErrorCode::kModelBroken, "the gazetteer's checksum does not fit", path.string());
  return g;
}

std::uint32_t Gazetteer::word(std::size_t at) const {
  std::uint32_t value;
  std::memcpy(&value, data_ + at, sizeof value);
  return value;
}

std::string_view Gazetteer::text(std::uint32_t offset) const {
  const char* begin = data_ + names_at_ + offset;
  return {begin, ::strnlen(begin, end_ - names_at_ - offset)};
}

Gazetteer::Place Gazetteer::at(std::uint32_t place) const {
  const std::size_t at = kHeaderSize + place * kPlaceSize;
  Place p;
  p.lat = static_cast<std::int32_t>(word(at)) / 1e5;
  p.lon = static_cast<std::int32_t>(word(at + 4)) / 1e5;
  p.geonames = word(at + 8);
  p.name = text(word(at + 12));
  p.population = word(at + 16);
  std::uint16_t admin;
  std::memcpy(&admin, data_ + at + 20, sizeof admin);
  const auto country = static_cast<unsigned char>(data_[at + 22]);
  p.feature = static_cast<Feature>(data_[at + 23]);
  if (country < countries_) p.country = {data_ + countries_at_ + country * kCountrySize, 3};
  if (admin < admins_) p.admin1 = text(word(kHeaderSize + word(admins_at_ + admin * 4) * kPlaceSize + 12));
  return p;
}

void Gazetteer::look_up(std::string_view key, bool skeletons, std::vector<Hit>& hits) const {
  const std::uint64_t hash = hash_of(key);
  const std::size_t bucket = buckets_at_ + (hash >> 48) * 4;
  const std::uint32_t end = word(bucket + 4), rest = static_cast<std::uint32_t>(hash >> 16);
  std::uint32_t low = word(bucket), high = end;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (word(hashes_at_ + middle * 4) < rest)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < end && word(hashes_at_ + low * 4) == rest; ++low) {
    const std::uint32_t target = word(targets_at_ + low * 4);
    if (((target & kSkeleton) != 0) != skeletons) continue;
    hits.push_back({target & ~(kAlternate | kSkeleton), (target & kAlternate) != 0, skeletons});
  }
}

void Gazetteer::find(std::string_view name, std::vector<Hit>& hits) const {
  find_key(name_key(name), hits);
}

void Gazetteer::find_key(std::string_view key, std::vector<Hit>& hits) const {
  if (key.size() > 1) look_up(key, false, hits);
}

bool Gazetteer::is_unmistakable(std::string_view name) const {
  std::vector<Hit> hits;
  look_up("=" + musnad::text::fold(name), false, hits);
  return !hits.empty();
}

void Gazetteer::find_country(std::string_view iso3, std::vector<Hit>& hits) const {
  for (std::size_t i = 0; i < countries_; ++i) {
    const std::size_t at = countries_at_ + i * kCountrySize;
    if (std::string_view(data_ + at, 3) == iso3) hits.push_back({word(at + 4), false, false});
  }
}

void Gazetteer::find_like(std::string_view name, std::vector<Hit>& hits) const {
  const std::string bones = skeleton(name_key(name));
  if (bones.size() >= 4) look_up("~" + bones, true, hits);
}

}  // namespace musnad::coding
