#include "codebook/lexicon/entry.h"

namespace musnad::codebook {

std::string_view to_string(EntryKind kind) {
  switch (kind) {
    case EntryKind::kEvent:
      return "event";
    case EntryKind::kSpeech:
      return "speech";
    case EntryKind::kActor:
      return "actor";
    case EntryKind::kGrammar:
      return "grammar";
    case EntryKind::kCountry:
      return "country";
    case EntryKind::kOrganisation:
      return "organisation";
    case EntryKind::kAgency:
      return "agency";
    case EntryKind::kPerson:
      return "person";
  }
  return {};
}

bool is_named(EntryKind kind) {
  return kind == EntryKind::kCountry || kind == EntryKind::kOrganisation || kind == EntryKind::kAgency || kind == EntryKind::kPerson;
}

std::string_view to_string(Facet facet) {
  switch (facet) {
    case Facet::kLemma:
      return "lemma";
    case Facet::kName:
      return "name";
    case Facet::kAlias:
      return "alias";
    case Facet::kAdjective:
      return "adjective";
    case Facet::kPeople:
      return "people";
    case Facet::kCapital:
      return "capital";
  }
  return {};
}

const Slot* Frame::find_slot(std::string_view role) const {
  for (const Slot& slot : slots)
    if (slot.role == role) return &slot;
  return nullptr;
}

std::string_view Entry::get(std::string_view column) const {
  for (const auto& [name, value] : cells)
    if (name == column) return value;
  return {};
}

std::vector<std::string_view> Entry::get_all(std::string_view column) const {
  const std::string_view value = get(column);
  return value.empty() ? std::vector<std::string_view>() : split_outside(value, '|');
}

bool names_people(const Entry& entry) {
  return entry.kind == EntryKind::kActor && (entry.get("kind") == "person" || entry.get("kind") == "group");
}

}  // namespace musnad::codebook
