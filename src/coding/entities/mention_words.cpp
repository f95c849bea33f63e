// Which words a mention covers, read off its tree or its parts of speech.
#include "coding/entities/mentions.h"

#include <algorithm>

#include "text/utf8.h"

namespace musnad::coding {

EntityKind entity_kind(NameKind kind) {
  switch (kind) {
    case NameKind::kPerson:
      return EntityKind::kPerson;
    case NameKind::kOrganisation:
      return EntityKind::kOrganisation;
    case NameKind::kPlace:
      return EntityKind::kPlace;
    case NameKind::kFacility:
      return EntityKind::kFacility;
    case NameKind::kNation:
      return EntityKind::kState;
    case NameKind::kOther:
      break;
  }
  return EntityKind::kOther;
}

bool head_comes_first(const Document& doc, WordId word) {
  const std::string& form = doc.at(word).form;
  return !form.empty() && text::is_arabic_letter(text::decode(form, 0).value);
}

WordId top_word(const Document& doc, IdRange<Word> words) {
  bool parsed = false;
  for (std::uint32_t w = words.begin; w < words.end; ++w) {
    const Arc& arc = doc.arc(WordId{w});
    if (arc.relation == Relation::kNone) continue;
    parsed = true;
    if (!arc.head.valid() || !words.contains(arc.head)) {
      if (base_of(arc.relation) != Relation::kPunct && base_of(arc.relation) != Relation::kCase) return WordId{w};
    }
  }
  if (parsed) return WordId{words.begin};
  return WordId{head_comes_first(doc, WordId{words.begin}) ? words.begin : words.end - 1};
}

std::uint32_t flat_end(const Document& doc, IdRange<Word> name) {
  const auto words = doc.layer<Word>();
  for (; name.end < words.size() && words[name.end].sentence == words[name.begin].sentence; ++name.end) {
    const Arc& arc = doc.arc(WordId{name.end});
    const bool joined = base_of(arc.relation) == Relation::kFlat && arc.head.valid() && name.contains(arc.head);
    if (!joined || doc.tag(WordId{name.end}).upos != Upos::PROPN) break;
  }
  return name.end;
}

IdRange<Word> without_purpose(const codebook::Codebook& book, const Document& doc, IdRange<Word> words, WordId head) {
  constexpr std::uint32_t kName = 3;  // words behind the noun that may still belong to its name
  const auto matches = doc.layer<LexiconMatch>();
  const auto names_act = [&](WordId word) {
    const auto first = std::lower_bound(matches.begin(), matches.end(), word, [](const LexiconMatch& m, WordId at) { return m.head < at; });
    for (auto it = first; it != matches.end() && it->head == word; ++it)
      if (book.entry(*it).kind == codebook::EntryKind::kEvent) return true;
    return false;
  };
  for (std::uint32_t w = head.value + kName; w + 1 < words.end; ++w)
    if (doc.tag(WordId{w}).upos == Upos::ADP && book.find_grammar(doc, WordId{w}, "purpose") != nullptr &&
        (names_act(WordId{w + 1}) || book.find_grammar(doc, WordId{w + 1}, "guarding") != nullptr))
      return {words.begin, w};
  return words;
}

IdRange<Word> without_quantity(const codebook::Codebook& book, const Document& doc, IdRange<Word> words, WordId head) {
  for (std::uint32_t w = head.value + 1; w < words.end; ++w) {
    const codebook::Entry* entry = book.find_grammar(doc, WordId{w}, "qualifier");
    if (entry != nullptr && entry->pos == Upos::ADV && entry->lemma.find(' ') != std::string::npos) return {words.begin, w};
  }
  return words;
}

IdRange<Word> without_possession(const codebook::Codebook& book, const Document& doc, IdRange<Word> words, WordId head) {
  for (std::uint32_t w = head.value + 1; w + 1 < words.end; ++w)
    if (doc.tag(WordId{w}).upos == Upos::ADP && book.find_grammar(doc, WordId{w + 1}, "possession") != nullptr) return {words.begin, w};
  return words;
}

IdRange<Word> without_time(const Document& doc, IdRange<Word> words, WordId head) {
  const auto times = doc.layer<TimeMention>();
  const auto behind_head = [](const TimeMention& time, WordId at) { return time.words.begin <= at.value; };
  for (auto time = std::lower_bound(times.begin(), times.end(), head, behind_head); time != times.end() && time->words.begin < words.end;
       ++time)
    if (time->basis == TimeBasis::kRelative || time->basis == TimeBasis::kWeekday) return {words.begin, time->words.begin};
  return words;
}

IdRange<Word> phrase_by_tags(const Document& doc, WordId head) {
  const IdRange<Word> sentence = doc.words_of(doc.at(head).sentence);
  const auto nominal = [&](std::uint32_t w) {
    const Upos upos = doc.tag(WordId{w}).upos;
    return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::ADJ;
  };
  IdRange<Word> words{head.value, head.value + 1};
  if (head_comes_first(doc, head)) {
    while (words.end < sentence.end && nominal(words.end) && words.size() < 8) ++words.end;
  } else {
    while (words.begin > sentence.begin && nominal(words.begin - 1) && words.size() < 8) --words.begin;
  }
  return words;
}

}  // namespace musnad::coding
