#include "codebook/frames.h"

#include <algorithm>
#include <array>

#include "codebook/lexicon/suggestion.h"

namespace musnad::codebook {
namespace {

struct CountName {
  std::string_view name;
  CountKind kind;
  bool singly = false;  ///< FrameCount::singly
};
constexpr std::array<CountName, 10> kCountNames = {{{"killed", CountKind::kKilled, true},
                                                    {"injured", CountKind::kInjured, true},
                                                    {"arrested", CountKind::kArrested, true},
                                                    {"abducted", CountKind::kAbducted, true},
                                                    {"missing", CountKind::kMissing},
                                                    {"displaced", CountKind::kDisplaced},
                                                    {"participants", CountKind::kParticipants},
                                                    {"deployed", CountKind::kDeployed},
                                                    {"other", CountKind::kOther},
                                                    {"persons", CountKind::kOther, true}}};

const CountName* find_count_name(std::string_view name) {
  const auto found = std::find_if(kCountNames.begin(), kCountNames.end(), [&](const CountName& count) { return count.name == name; });
  return found == kCountNames.end() ? nullptr : &*found;
}

Result<void> set_idafa(Frame& frame, std::string_view value) {
  if (value != "obj" && value != "nsubj" && value != "-")
    return fail(ErrorCode::kUnknownName, "idafa is obj, nsubj or -, not '" + std::string(value) + "'");
  frame.idafa = value == "obj" ? Relation::kObj : value == "nsubj" ? Relation::kNsubj : Relation::kNone;
  return {};
}

Result<void> set_reach(Frame& frame, std::string_view value) {
  if (value != "country" && value != "-") return fail(ErrorCode::kUnknownName, "reach is country or -, not '" + std::string(value) + "'");
  frame.countrywide = value == "country";
  return {};
}

void set_acled(Frame& frame, std::string value) {
  std::replace(value.begin(), value.end(), '_', ' ');
  constexpr std::string_view kRemote = "Explosions/Remote violence";  // the one event type with a slash of its own
  const std::size_t slash = value.find('/', value.starts_with(kRemote) ? kRemote.size() : 0);
  frame.acled_event = slash == std::string::npos ? value : value.substr(0, slash);
  frame.acled_sub_event = slash == std::string::npos ? std::string() : value.substr(slash + 1);
  if (value == "-") frame.acled_event.clear();
}

std::string plain(std::string_view value) {
  return value == "-" ? std::string() : std::string(value);
}

/// `issue|actor`: the number of either counts.
void set_count(Frame& frame, const CountName& name, std::string_view slots) {
  std::erase_if(frame.counts, [&](const FrameCount& count) { return count.kind == name.kind; });
  if (slots == "-") return;
  for (const std::string_view slot : split_outside(slots, '|')) frame.counts.push_back({name.kind, std::string(slot), name.singly});
}

Result<void> set_slot(Frame& frame, std::string_view role, std::string_view written) {
  std::erase_if(frame.slots, [&](const Slot& slot) { return slot.role == role; });
  if (written == "-") return {};
  auto paths = parse_paths(written);
  if (!paths) return tl::unexpected(paths.error());
  frame.slots.push_back({std::string(role), std::move(*paths)});
  return {};
}

bool is_role(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// One key of a family or of an override.
Result<void> set_key(Frame& frame, std::string_view key, std::string_view value) {
  if (key == "type") {
    frame.type = value;
  } else if (key == "mode") {
    frame.mode = plain(value);
  } else if (key == "cameo") {
    frame.cameo = plain(value);
  } else if (key == "acled") {
    set_acled(frame, std::string(value));
  } else if (key == "idafa") {
    return set_idafa(frame, value);
  } else if (key == "reach") {
    return set_reach(frame, value);
  } else if (const CountName* count = find_count_name(key)) {
    set_count(frame, *count, value);
  } else if (is_role(key)) {
    return set_slot(frame, key, value);
  } else {
    return fail(ErrorCode::kUnknownName, "unknown key '" + std::string(key) + "'");
  }
  return {};
}

/// `actor = nsubj, obl:x` of a slot line, `killed = recipient` of a count line.
std::pair<std::string_view, std::string_view> split_assignment(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return {trim(text), {}};
  return {trim(text.substr(0, equals)), trim(text.substr(equals + 1))};
}

constexpr std::array<std::string_view, 10> kFamilyKeys = {"type", "mode", "cameo", "acled", "slot", "count", "idafa", "reach", "yes", "no"};

Result<void> read_line(Frame& frame, const BlockLine& line, std::vector<Example>& examples) {
  if (line.key == "yes" || line.key == "no") {
    auto example = parse_example(line, line.rest);
    if (!example) return tl::unexpected(example.error());
    example->language = frame.language;
    example->owner = "frame " + frame.name;
    example->origin = {frame.origin.file, line.line};
    examples.push_back(std::move(*example));
    return {};
  }
  if (line.key == "slot" || line.key == "count") {
    const auto [name, value] = split_assignment(line.rest);
    if (value.empty()) return fail(ErrorCode::kCodebookSyntax, "expected '" + line.key + " name = value'");
    const bool is_count = find_count_name(name) != nullptr;
    if ((line.key == "count") != is_count) {
      std::vector<std::string> known;
      for (const CountName& count : kCountNames) known.emplace_back(count.name);
      return fail(ErrorCode::kUnknownName,
                  "'" + std::string(name) + "' is no name of a " + line.key + (is_count ? "" : suggest(name, known)));
    }
    return set_key(frame, name, value);
  }
  if (std::find(kFamilyKeys.begin(), kFamilyKeys.end(), line.key) == kFamilyKeys.end()) {
    const std::vector<std::string> known(kFamilyKeys.begin(), kFamilyKeys.end());
    return fail(ErrorCode::kUnknownName, "unknown line '" + line.key + "' in a frame" + suggest(line.key, known));
  }
  return set_key(frame, line.key, line.rest);
}

}  // namespace

std::string_view code_of(Language language) {
  switch (language) {
    case Language::kAr:
      return "ar";
    case Language::kEn:
      return "en";
    case Language::kUnd:
      break;
  }
  return "und";
}

bool has_slot_by(const Frame& frame, Relation relation, std::string_view marker) {
  const auto fits = [&](const Path& path) {
    const Step& step = path.steps.front();
    const bool marked = marker.empty() || std::find(step.markers.begin(), step.markers.end(), marker) != step.markers.end();
    return !step.up && relation_fits(step.relation, relation) && marked;
  };
  return std::any_of(frame.slots.begin(), frame.slots.end(),
                     [&](const Slot& slot) { return std::any_of(slot.alternatives.begin(), slot.alternatives.end(), fits); });
}

bool is_effect(const Frame& frame) {
  if (frame.type != "ASSAULT" || !frame.mode.empty()) return false;
  return std::any_of(frame.counts.begin(), frame.counts.end(), [](const FrameCount& count) {
    return count.kind == CountKind::kKilled || count.kind == CountKind::kInjured || count.kind == CountKind::kMissing ||
           count.kind == CountKind::kDisplaced;
  });
}

bool parse_count_kind(std::string_view name, CountKind& kind) {
  const CountName* count = find_count_name(name);
  if (count != nullptr) kind = count->kind;
  return count != nullptr;
}

Result<Example> parse_example(const BlockLine& line, std::string_view rest) {
  Example example;
  example.positive = line.key == "yes";
  rest = trim(rest);
  const std::size_t close = rest.size() > 1 && rest.front() == '"' ? rest.find('"', 1) : std::string_view::npos;
  if (close == std::string_view::npos) return fail(ErrorCode::kCodebookSyntax, "an example begins with a quoted sentence");
  example.sentence = rest.substr(1, close - 1);
  auto pairs = parse_pairs(rest.substr(close + 1));
  if (!pairs) return tl::unexpected(pairs.error());
  example.expected = std::move(*pairs);
  return example;
}

void FrameTable::read_families(const BlockFile& file, Language language, std::vector<Example>& examples, ErrorList& errors) {
  for (const BlockText& block : file.blocks) {
    Frame frame;
    frame.name = block.head.rest;
    frame.language = language;
    frame.origin = {file.file, block.head.line};
    if (block.head.key != "frame" || frame.name.empty()) {
      errors.add(ErrorCode::kCodebookSyntax, "expected 'frame NAME', found '" + block.head.key + "'", frame.origin, block.head.column);
      continue;
    }
    for (const BlockLine& line : block.lines)
      if (auto read = read_line(frame, line, examples); !read)
        errors.add(read.error().code, read.error().message, {file.file, line.line}, line.column);
    check_type(frame, frame.origin, 1, errors);
    for (const FrameCount& count : frame.counts)
      if (count.slot != "trigger" && !frame.find_slot(count.slot))
        errors.add(ErrorCode::kUnknownName, "a count on '" + count.slot + "', which is no slot of the frame", frame.origin);
    const std::string key = std::string(code_of(language)) + "/" + frame.name;
    if (!families_.emplace(key, static_cast<std::uint32_t>(frames_.size())).second)
      errors.add(ErrorCode::kDuplicateEntry, "frame '" + frame.name + "' is defined twice", frame.origin);
    frames_.push_back(std::move(frame));
  }
}

std::uint32_t FrameTable::get_family(Language language, std::string_view name, const Origin& origin, std::uint32_t column,
                                     ErrorList& errors) const {
  const std::string prefix = std::string(code_of(language)) + "/";
  if (const auto found = families_.find(prefix + std::string(name)); found != families_.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [key, index] : families_)
    if (key.starts_with(prefix)) known.push_back(key.substr(prefix.size()));
  errors.add(ErrorCode::kUnknownName, "unknown frame '" + std::string(name) + "'" + suggest(name, known), origin, column);
  return Entry::kNoFrame;
}

std::uint32_t FrameTable::derive(std::uint32_t family, std::string_view overrides, const Origin& origin, std::uint32_t column,
                                 ErrorList& errors) {
  if (family == Entry::kNoFrame || trim(overrides).empty()) return family;
  const std::string key = std::to_string(family) + " " + std::string(overrides);
  if (const auto found = derived_.find(key); found != derived_.end()) return found->second;
  auto pairs = parse_pairs(overrides);
  if (!pairs) {
    errors.add(pairs.error().code, pairs.error().message, origin, column);
    return family;
  }
  Frame frame = frames_[family];
  frame.family = false;
  frame.origin = origin;
  for (const auto& [name, value] : *pairs)
    if (auto set = set_key(frame, name, value); !set) errors.add(set.error().code, set.error().message, origin, column);
  check_type(frame, origin, column, errors);
  const auto index = static_cast<std::uint32_t>(frames_.size());
  derived_.emplace(key, index);
  frames_.push_back(std::move(frame));
  return index;
}

std::uint32_t FrameTable::speech(Language language, std::string_view slots, const Origin& origin, std::uint32_t column, ErrorList& errors) {
  const std::string key = "speech " + std::string(code_of(language)) + " " + std::string(slots);
  if (const auto found = derived_.find(key); found != derived_.end()) return found->second;
  Frame frame;
  frame.name = "speech";
  frame.language = language;
  frame.family = false;
  frame.origin = origin;
  auto pairs = parse_pairs(slots);
  if (!pairs) {
    errors.add(pairs.error().code, pairs.error().message, origin, column);
  } else {
    for (const auto& [role, value] : *pairs)
      if (auto set = set_slot(frame, role, value); !set) errors.add(set.error().code, set.error().message, origin, column);
  }
  const auto index = static_cast<std::uint32_t>(frames_.size());
  derived_.emplace(key, index);
  frames_.push_back(std::move(frame));
  return index;
}

void FrameTable::check_type(const Frame& frame, const Origin& origin, std::uint32_t column, ErrorList& errors) const {
  if (ontology_.modes.empty()) return;
  const auto type = ontology_.modes.find(frame.type);
  if (type == ontology_.modes.end()) {
    std::vector<std::string> known;
    for (const auto& [name, modes] : ontology_.modes) known.push_back(name);
    errors.add(ErrorCode::kUnknownName, "unknown type '" + frame.type + "'" + suggest(frame.type, known), origin, column);
    return;
  }
  if (frame.mode.empty() || std::find(type->second.begin(), type->second.end(), frame.mode) != type->second.end()) return;
  errors.add(ErrorCode::kUnknownName, frame.type + " has no mode '" + frame.mode + "'" + suggest(frame.mode, type->second), origin, column);
}

}  // namespace musnad::codebook
