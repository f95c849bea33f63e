// The gazetteer: models/places.gaz, made by tools/gazetteer/build.py from GeoNames and read as it lies on disk.
//
//   auto gazetteer = Gazetteer::load("models/places.gaz");
//   std::vector<Gazetteer::Hit> hits;
//   gazetteer->find("Almaty", hits);        // every place of that name, either script, spelling variants folded
//   gazetteer->find_like("...", hits);      // by consonants, for names that the data has in the other script only
//
// File, little endian: magic "MUSNADGZ"; u32 version, crc32 of what follows the header, its size, counts of places,
// countries, first-level divisions, keys, bytes of names; then
//   places     i32 lat*1e5, i32 lon*1e5, u32 geonames id, u32 name, u32 population, u16 division, u8 country, u8 feature
//   countries  char[4] ISO 3166-1 alpha-3, u32 place
//   divisions  u32 place
//   buckets    u32[65537]: where the keys begin whose 64-bit hash begins with these 16 bits
//   hashes     u32: the next 32 bits of each key's hash (FNV-1a of the name key), sorted
//   targets    u32: place; bit 31: an alternate name, bit 30: a consonant skeleton
//   names      NUL-terminated UTF-8
#pragma once

#include <musnad/error.h>
#include <musnad/layers.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace musnad::coding {

class Gazetteer {
 public:
  enum class Feature : std::uint8_t { kCity, kAdmin1, kAdmin2, kCountry, kRegion };
  struct Hit {
    std::uint32_t place = 0;
    bool alternate = false;  ///< not the place's main name
    bool skeleton = false;   ///< found by consonants
  };
  struct Place {
    std::string_view name;
    double lat = 0, lon = 0;
    std::uint32_t geonames = 0;
    std::uint32_t population = 0;  ///< of a division: of its cities
    std::string_view country;      ///< ISO 3166-1 alpha-3, or empty
    std::string_view admin1;       ///< name of the first-level division it lies in, or empty
    Feature feature = Feature::kCity;
  };

  /// Maps and checks the file: kModelMissing, kModelForeign, kModelVersion, kModelBroken.
  static Result<Gazetteer> load(const std::filesystem::path& path);

  Place at(std::uint32_t place) const;
  std::size_t size() const { return places_; }
  /// Appends the places of that name.
  void find(std::string_view name, std::vector<Hit>& hits) const;
  /// The same for a name_key.
  void find_key(std::string_view key, std::vector<Hit>& hits) const;
  /// Whether a town is called so in Arabic and nothing else is.
  bool is_unmistakable(std::string_view name) const;
  void find_like(std::string_view name, std::vector<Hit>& hits) const;
  /// Appends the country of an ISO 3166-1 alpha-3 code, whatever it is called.
  void find_country(std::string_view iso3, std::vector<Hit>& hits) const;

 private:
  void look_up(std::string_view key, bool skeletons, std::vector<Hit>& hits) const;
  std::uint32_t word(std::size_t at) const;
  std::string_view text(std::uint32_t offset) const;

  std::shared_ptr<const void> mapping_;
  const char* data_ = nullptr;
  std::size_t places_ = 0, countries_ = 0, admins_ = 0, keys_ = 0;
  std::size_t countries_at_ = 0, admins_at_ = 0, buckets_at_ = 0, hashes_at_ = 0, targets_at_ = 0, names_at_ = 0, end_ = 0;
};

}  // namespace musnad::coding
