#include <musnad/grammar.h>

#include <array>

namespace musnad {
namespace {
constexpr std::string_view kUposNames[] = {
#define MUSNAD_UPOS(name) #name,
#include <musnad/grammar.def>
};
constexpr std::string_view kRelationNames[] = {
#define MUSNAD_RELATION(id, name) name,
#include <musnad/grammar.def>
};
}  // namespace

std::string_view to_string(Upos upos) {
  return kUposNames[static_cast<std::size_t>(upos)];
}
std::string_view to_string(Relation relation) {
  return kRelationNames[static_cast<std::size_t>(relation)];
}

Upos parse_upos(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kUposNames); ++i)
    if (kUposNames[i] == name) return static_cast<Upos>(i);
  return Upos::X;
}

Relation parse_relation(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kRelationNames); ++i)
    if (kRelationNames[i] == name) return static_cast<Relation>(i);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? Relation::kNone : parse_relation(name.substr(0, colon));
}

Relation base_of(Relation relation) {
  static const auto kBases = [] {
    std::array<Relation, std::size(kRelationNames)> bases{};
    for (std::size_t i = 0; i < bases.size(); ++i) bases[i] = parse_relation(kRelationNames[i].substr(0, kRelationNames[i].find(':')));
    return bases;
  }();
  return kBases[static_cast<std::size_t>(relation)];
}

}  // namespace musnad
