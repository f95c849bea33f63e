#include "codebook/loader.h"

#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "codebook/constructions.h"
#include "codebook/lexicon/lexicon.h"
#include "codebook/lexicon/offices.h"
#include "codebook/lexicon/suggestion.h"
#include "codebook/rules.h"
#include "text/folding.h"

namespace musnad::codebook {
namespace {

struct PosName {
  std::string_view name;
  Upos upos;
};
constexpr PosName kPosNames[] = {{"verb", Upos::VERB},   {"noun", Upos::NOUN},       {"adj", Upos::ADJ},     {"adv", Upos::ADV},
                                 {"adp", Upos::ADP},     {"preposition", Upos::ADP}, {"prep", Upos::ADP},    {"part", Upos::PART},
                                 {"aux", Upos::AUX},     {"pron", Upos::PRON},       {"det", Upos::DET},     {"sconj", Upos::SCONJ},
                                 {"cconj", Upos::CCONJ}, {"num", Upos::NUM},         {"propn", Upos::PROPN}, {"intj", Upos::INTJ},
                                 {"sym", Upos::SYM},     {"phrase", Upos::X},        {"", Upos::X}};

constexpr std::string_view kSpeechKinds[] = {"verb",   "noun",      "preposition", "passive",  "document",
                                             "adverb", "adjective", "citing",      "occasion", "remark"};
constexpr std::string_view kStances[] = {"neutral", "endorses", "distances", "denies", "doubts"};
constexpr std::string_view kActorKinds[] = {"person",  "group",  "organisation", "state", "facility",
                                            "vehicle", "weapon", "document",     "place", "other"};

template <std::size_t N>
std::vector<std::string> names(const std::string_view (&list)[N]) {
  return {std::begin(list), std::end(list)};
}

/// `+ obj:x|y`, `+ !obj`, `+ nsubj:@person`.
Result<Condition> parse_condition(std::string_view text) {
  Condition condition;
  condition.written = text;
  if (text.starts_with('!')) {
    condition.negated = true;
    text.remove_prefix(1);
  }
  auto path = parse_path(text);
  if (!path) return tl::unexpected(path.error());
  if (path->steps.size() != 1 || path->steps.front().up)
    return fail(ErrorCode::kCodebookSyntax, "a condition is one relation: 'obj:word|word'");
  condition.relation = path->steps.front().relation;
  std::size_t at = 0;
  for (const std::string& marker : path->steps.front().markers) {
    if (!marker.starts_with('@')) {
      condition.lemmas.push_back(marker);
      continue;
    }
    at = text.find('@', at) + 1;  // as written: sectors are in capitals, markers are folded
    condition.classes.emplace_back(trim(text.substr(at, text.find('|', at) - at)));
  }
  return condition;
}

}  // namespace

bool Loader::exists(const std::string& name) const {
  return std::filesystem::exists(directory_ / name);
}

Table Loader::table(const std::string& name, const std::vector<std::string>& required) {
  return read_table(directory_ / name, "codebook/" + name, required, errors_);
}

void Loader::check_cell(const Table& table, const Row& row, std::string_view column, std::span<const std::string> known) {
  const std::string_view value = table.cell(row, column);
  if (value.empty() || value == "-" || known.empty() || std::find(known.begin(), known.end(), value) != known.end()) return;
  errors_.add(ErrorCode::kUnknownName, fmt::format("unknown {} '{}'{}", column, value, suggest(value, known)), table.origin(row),
              table.place(row, column));
}

void Loader::read_ontology() {
  if (exists("ontology/types.tsv")) {
    const Table types = table("ontology/types.tsv", {"type", "mode"});
    for (const Row& row : types.rows) {
      auto& modes = ontology_.modes[std::string(types.cell(row, "type"))];
      if (!types.cell(row, "mode").empty()) modes.emplace_back(types.cell(row, "mode"));
    }
  }
  if (exists("ontology/sectors.tsv")) {
    const Table sectors = table("ontology/sectors.tsv", {"code"});
    for (const Row& row : sectors.rows) ontology_.sectors.emplace_back(sectors.cell(row, "code"));
  }
  if (exists("shared/countries.tsv")) {
    const Table countries = table("shared/countries.tsv", {"iso3"});
    for (const Row& row : countries.rows) ontology_.countries.emplace_back(countries.cell(row, "iso3"));
  }
}

Entry Loader::make_entry(const Table& table, const Row& row, Language language, EntryKind kind) {
  Entry entry;
  entry.kind = kind;
  entry.language = language;
  entry.origin = table.origin(row);
  for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i)
    if (!row.cells[i].empty()) entry.cells.emplace_back(table.columns[i], row.cells[i]);
  return entry;
}

void Loader::read_lemma(Entry& entry, const Table& table, const Row& row) {
  const std::string_view pos = table.cell(row, "pos");
  const auto known = std::find_if(std::begin(kPosNames), std::end(kPosNames), [&](const PosName& name) { return name.name == pos; });
  if (known == std::end(kPosNames)) {
    std::vector<std::string> all;
    for (const PosName& name : kPosNames) all.emplace_back(name.name);
    errors_.add(ErrorCode::kUnknownName, fmt::format("unknown pos '{}'{}", pos, suggest(pos, all)), entry.origin, table.place(row, "pos"));
  } else {
    entry.pos = known->upos;
  }
  std::string_view rest = table.cell(row, "lemma");
  if (rest.empty()) errors_.add(ErrorCode::kCodebookSyntax, "an entry without a lemma", entry.origin);
  std::size_t plus = rest.find(" + ");
  std::string_view head = trim(rest.substr(0, plus));
  while (plus != std::string_view::npos) {
    rest.remove_prefix(plus + 3);
    plus = rest.find(" + ");
    auto condition = parse_condition(trim(rest.substr(0, plus)));
    if (condition) {
      entry.conditions.push_back(std::move(*condition));
    } else {
      errors_.add(condition.error().code, condition.error().message, entry.origin, table.place(row, "lemma"));
    }
  }
  const std::size_t space = head.find(' ');
  if (entry.pos == Upos::VERB && space != std::string_view::npos) {
    entry.particle = text::fold(trim(head.substr(space)));
    head = head.substr(0, space);
  }
  entry.lemma = head;
}

void Loader::read_events(Language language) {
  const Table events = table(std::string(code_of(language)) + "/lexicon/events.tsv", {"lemma", "pos", "morphology", "frame", "overrides"});
  for (const Row& row : events.rows) {
    Entry entry = make_entry(events, row, language, EntryKind::kEvent);
    read_lemma(entry, events, row);
    const std::uint32_t family = frames_.get_family(language, events.cell(row, "frame"), entry.origin, events.place(row, "frame"), errors_);
    entry.frame = frames_.derive(family, events.cell(row, "overrides"), entry.origin, events.place(row, "overrides"), errors_);
    book_->entries_.push_back(std::move(entry));
  }
}

void Loader::read_speech(Language language) {
  const Table speech =
      table(std::string(code_of(language)) + "/lexicon/speech.tsv", {"lemma", "pos", "morphology", "kind", "stance", "slots", "act"});
  for (const Row& row : speech.rows) {
    Entry entry = make_entry(speech, row, language, EntryKind::kSpeech);
    read_lemma(entry, speech, row);
    check_cell(speech, row, "kind", names(kSpeechKinds));
    check_cell(speech, row, "stance", names(kStances));
    entry.frame = frames_.speech(language, speech.cell(row, "slots"), entry.origin, speech.place(row, "slots"), errors_);
    const std::string_view act = speech.cell(row, "act");
    if (!act.empty() && act != "-") entry.act = frames_.get_family(language, act, entry.origin, speech.place(row, "act"), errors_);
    book_->entries_.push_back(std::move(entry));
  }
}

void Loader::read_plain(Language language, EntryKind kind, std::string_view file) {
  const Table rows = table(fmt::format("{}/lexicon/{}", code_of(language), file), {"lemma", "pos", "morphology", "kind"});
  for (const Row& row : rows.rows) {
    Entry entry = make_entry(rows, row, language, kind);
    read_lemma(entry, rows, row);
    if (kind == EntryKind::kActor) {
      check_cell(rows, row, "kind", names(kActorKinds));
      check_cell(rows, row, "sector", ontology_.sectors);
      check_cell(rows, row, "country", ontology_.countries);
    }
    book_->entries_.push_back(std::move(entry));
  }
}

void Loader::check_offices(const Table& table, const Row& row) {
  const auto offices = parse_offices(table.cell(row, "offices"));
  if (!offices) {
    errors_.add(offices.error().code, offices.error().message, table.origin(row), table.place(row, "offices"));
    return;
  }
  for (const Office& office : *offices)
    if (std::find(ontology_.sectors.begin(), ontology_.sectors.end(), office.sector) == ontology_.sectors.end())
      errors_.add(ErrorCode::kUnknownName, fmt::format("unknown sector '{}'{}", office.sector, suggest(office.sector, ontology_.sectors)),
                  table.origin(row), table.place(row, "offices"));
}

void Loader::read_shared(EntryKind kind, std::string_view file) {
  const Table rows = table(fmt::format("shared/{}", file), {kind == EntryKind::kCountry ? "iso3" : "name_en"});
  struct Source {
    std::string_view column;
    Facet facet;
    Upos pos;
  };
  constexpr Source kSources[] = {{"name", Facet::kName, Upos::PROPN},
                                 {"aliases", Facet::kAlias, Upos::PROPN},
                                 {"adjective", Facet::kAdjective, Upos::ADJ},
                                 {"people", Facet::kPeople, Upos::NOUN},
                                 {"capital", Facet::kCapital, Upos::PROPN}};
  for (const Row& row : rows.rows) {
    if (kind == EntryKind::kOrganisation) check_cell(rows, row, "sector", ontology_.sectors);
    if (kind != EntryKind::kCountry) check_cell(rows, row, "country", ontology_.countries);
    if (kind == EntryKind::kPerson) check_offices(rows, row);
    for (Language language : {Language::kAr, Language::kEn})
      for (const Source& source : kSources)
        for (std::string_view name : split_outside(rows.cell(row, fmt::format("{}_{}", source.column, code_of(language))), '|')) {
          if (name.empty()) continue;
          Entry entry = make_entry(rows, row, language, kind);
          entry.facet = source.facet;
          entry.pos = source.pos;
          entry.lemma = name;
          book_->entries_.push_back(std::move(entry));
        }
  }
}

void Loader::read_constructions(Language language) {
  const std::string name = std::string(code_of(language)) + "/constructions.txt";
  const BlockFile file = read_blocks(directory_ / name, "codebook/" + name, errors_);
  std::vector<BlockLine> lines;
  book_->constructions_[static_cast<int>(language)] = std::make_unique<Constructions>(parse_constructions(file, errors_, &lines));
  for (const BlockLine& line : lines) {
    const std::size_t tab = line.rest.find('\t');
    auto example = parse_example(line, std::string_view(line.rest).substr(tab + 1));
    if (!example) {
      errors_.add(example.error().code, example.error().message, {file.file, line.line}, line.column);
      continue;
    }
    example->owner = line.rest.substr(0, tab);
    example->language = language;
    example->origin = {file.file, line.line};
    book_->examples_.push_back(std::move(*example));
  }
}

void Loader::read_rules(Language language) {
  const std::filesystem::path folder = directory_ / std::string(code_of(language)) / "rules";
  auto rules = std::make_unique<Rules>();
  if (std::filesystem::is_directory(folder)) {
    std::vector<std::filesystem::path> files;
    for (const auto& item : std::filesystem::directory_iterator(folder))
      if (item.path().extension() == ".txt") files.push_back(item.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
      const std::string name = fmt::format("codebook/{}/rules/{}", code_of(language), path.filename().string());
      rules->read(read_blocks(path, name, errors_), language, book_->examples_, errors_);
    }
  }
  rules->compile(language, frames_, book_->entries_, errors_);
  book_->rules_[static_cast<int>(language)] = std::move(rules);
}

void Loader::read_language(Language language) {
  const std::string folder(code_of(language));
  if (!exists(folder)) return;
  if (exists(folder + "/frames.txt"))
    frames_.read_families(read_blocks(directory_ / folder / "frames.txt", "codebook/" + folder + "/frames.txt", errors_), language,
                          book_->examples_, errors_);
  if (exists(folder + "/lexicon/events.tsv")) read_events(language);
  if (exists(folder + "/lexicon/speech.tsv")) read_speech(language);
  if (exists(folder + "/lexicon/actors.tsv")) read_plain(language, EntryKind::kActor, "actors.tsv");
  if (exists(folder + "/lexicon/grammar.tsv")) read_plain(language, EntryKind::kGrammar, "grammar.tsv");
  if (exists(folder + "/constructions.txt")) read_constructions(language);
  read_rules(language);
}

void Loader::check_duplicates() {
  std::map<std::string, const Entry*> seen;
  for (const Entry& entry : book_->entries_) {
    if (entry.kind != EntryKind::kEvent && entry.kind != EntryKind::kSpeech) continue;
    std::string key = fmt::format("{} {} {} {} {}", code_of(entry.language), to_string(entry.kind), entry.lemma, entry.particle,
                                  static_cast<int>(entry.pos));
    for (const Condition& condition : entry.conditions) key += " + " + condition.written;
    key += " " + std::string(entry.get("slots")) + " " + std::string(entry.get("morphology"));
    const auto [place, fresh] = seen.emplace(std::move(key), &entry);
    if (!fresh)
      errors_.add(ErrorCode::kDuplicateEntry, fmt::format("'{}' stands in line {} already", entry.get("lemma"), place->second->origin.line),
                  entry.origin);
  }
}

void Loader::fill_lexicon(const std::filesystem::path& written) {
  std::error_code ignored;
  if (!written.empty() && std::filesystem::exists(written, ignored)) {
    const auto read = book_->lexicon_->read(written, book_->version_, book_->entries_);
    if (!read) errors_.add(read.error().code, read.error().message, {written.string(), 0});
    if (!read || *read) return;
  }
  book_->lexicon_->compile(book_->entries_, errors_);
}

std::shared_ptr<const Codebook> Loader::load(const std::filesystem::path& lexicon) {
  book_ = std::shared_ptr<Codebook>(new Codebook());
  if (!std::filesystem::is_directory(directory_)) {
    errors_.add(ErrorCode::kCodebookMissing, "there is no directory " + directory_.string(), {directory_.string(), 0});
    return book_;
  }
  auto tokens = language::TokenLexicon::load(directory_);
  if (tokens)
    book_->lexicon_ = std::make_unique<Lexicon>(std::move(*tokens));
  else if (tokens.error().code != ErrorCode::kCodebookMissing)  // a codebook may have no abbreviations
    errors_.add(tokens.error());
  read_ontology();
  for (Language language : {Language::kAr, Language::kEn}) read_language(language);
  if (exists("shared/countries.tsv")) read_shared(EntryKind::kCountry, "countries.tsv");
  if (exists("shared/organisations.tsv")) read_shared(EntryKind::kOrganisation, "organisations.tsv");
  if (exists("shared/agencies.tsv")) read_shared(EntryKind::kAgency, "agencies.tsv");
  if (exists("shared/persons.tsv")) read_shared(EntryKind::kPerson, "persons.tsv");
  book_->frames_ = frames_.take();
  check_duplicates();
  book_->version_ = fmt::format("0.1+{:012x}", hash_files(directory_) & 0xffffffffffffULL);
  fill_lexicon(lexicon);
  book_->index_grammar(errors_);
  return book_;
}

std::uint64_t hash_files(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  for (const auto& item : std::filesystem::recursive_directory_iterator(directory))
    if (item.is_regular_file()) files.push_back(item.path());
  std::sort(files.begin(), files.end());
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto add = [&hash](std::string_view bytes) {
    for (unsigned char c : bytes) hash = (hash ^ c) * 0x100000001b3ULL;
  };
  for (const auto& path : files) {
    add(std::filesystem::relative(path, directory).generic_string());
    std::ifstream in(path, std::ios::binary);
    std::ostringstream buffer;
    buffer << in.rdbuf();
    add(buffer.view());
  }
  return hash;
}

}  // namespace musnad::codebook
