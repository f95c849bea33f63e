#include "coding/entities/phrase.h"

namespace musnad::coding {
namespace {

bool is_clause(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kAcl:
    case Relation::kAdvcl:
    case Relation::kCcomp:
    case Relation::kXcomp:
    case Relation::kCsubj:
    case Relation::kParataxis:
    case Relation::kCop:
    case Relation::kNsubj:
    case Relation::kObl:
    case Relation::kAdvmod:
    case Relation::kMark:
    case Relation::kCc:
    case Relation::kDislocated:
    case Relation::kDiscourse:
    case Relation::kAux:
      return true;
    default:
      return false;
  }
}

bool modifies(Relation relation) {
  const Relation base = base_of(relation);
  return base == Relation::kAmod || base == Relation::kNmod || base == Relation::kCompound || base == Relation::kFlat;
}

bool has_case(const TreeIndex& tree, WordId word) {
  return tree.child(word, {Relation::kCase}).valid();
}

// "Residents of X and Y" with Y joined to the residents: a name is joined to the name right before its "and".
bool joins_names(const TreeIndex& tree, WordId head, WordId child) {
  const auto is = [&](WordId word, Upos upos) { return tree.document().tag(word).upos == upos; };
  const WordId joiner = tree.child(child, {Relation::kCc});
  if (!joiner.valid() || joiner <= head || !is(head, Upos::NOUN) || !is(child, Upos::PROPN)) return false;
  const WordId before{joiner.value - 1};
  return is(before, Upos::PROPN) && base_of(tree.relation(before)) == Relation::kNmod && tree.head(before) == head;
}

bool keeps(const TreeIndex& tree, WordId head, WordId child, PhraseCut cut) {
  const Relation relation = base_of(tree.relation(child));
  switch (relation) {
    case Relation::kCase:
    case Relation::kPunct:
      return false;
    case Relation::kDet:
      return !cut.determiner || child.value > head.value;
    case Relation::kNummod:
      return !cut.numeral;
    case Relation::kConj:
      return !cut.conjuncts || joins_names(tree, head, child);
    case Relation::kAppos:
      return !cut.appositions;
    case Relation::kNmod:
      return !cut.prepositional || !has_case(tree, child);
    default:
      break;
  }
  if (relation == Relation::kAcl) return !cut.clauses;
  return !is_clause(relation);
}

bool is_punctuation(const Document& document, std::uint32_t word) {
  return document.tag(WordId{word}).upos == Upos::PUNCT;
}

bool is_quote_pair(const Document& document, std::uint32_t first, std::uint32_t last) {
  return is_punctuation(document, first) && is_punctuation(document, last) && document.at(WordId{first}).form != "," && first != last;
}

bool opens_quotation(const Document& document, std::uint32_t word) {
  const std::string& form = document.at(WordId{word}).form;
  return form == "\xc2\xab" || form == "\xe2\x80\x9c" || form == "\"";
}

// Whether the phrase goes up to the mark that closes the quotation begun at `open`: then the quotation is a name in it.
bool closes_after(const TreeIndex& tree, const std::vector<bool>& inside, std::uint32_t open) {
  for (std::uint32_t i = open + 1; i < tree.words().end; ++i) {
    if (is_punctuation(tree.document(), i)) return true;
    if (!inside[i - tree.words().begin]) return false;
  }
  return false;
}

}  // namespace

IdRange<Word> phrase_words(const TreeIndex& tree, WordId head, PhraseCut cut) {
  const Document& document = tree.document();
  std::vector<bool> inside(tree.words().size(), false);
  const auto local = [&](WordId word) { return word.value - tree.words().begin; };
  std::vector<WordId> open{head};
  inside[local(head)] = true;
  for (std::size_t i = 0; i < open.size(); ++i)
    for (WordId child : tree.children(open[i])) {
      const bool deep = open[i] != head;  // below the head only clauses and conjuncts of clauses are cut
      const Relation relation = base_of(tree.relation(child));
      const bool kept =
          deep ? (relation != Relation::kPunct && !(cut.clauses && (relation == Relation::kAcl || relation == Relation::kParataxis)))
               : keeps(tree, head, child, cut);
      if (!kept) continue;
      inside[local(child)] = true;
      open.push_back(child);
    }
  // The unbroken stretch around the head; punctuation between two words of the phrase does not break it.
  std::uint32_t begin = head.value, end = head.value + 1;
  for (std::uint32_t i = head.value; i > tree.words().begin; --i) {
    if (inside[i - 1 - tree.words().begin])
      begin = i - 1;
    else if (!is_punctuation(document, i - 1) || document.at(WordId{i - 1}).form == ":")
      break;
  }
  for (std::uint32_t i = head.value + 1; i < tree.words().end; ++i) {
    const Upos upos = document.tag(WordId{i}).upos;
    const bool nominal = inside[i - tree.words().begin] && modifies(tree.relation(WordId{i}));  // "United" of the United Nations
    if (cut.clauses && (upos == Upos::SCONJ || (upos == Upos::VERB && !nominal))) break;  // a clause that the tree hung on the wrong word
    if (opens_quotation(document, i) && i > head.value + 1 && !closes_after(tree, inside, i)) break;
    if (inside[i - tree.words().begin])
      end = i + 1;
    else if (!is_punctuation(document, i) || document.at(WordId{i}).form == ":")
      break;
  }
  // A quotation mark that was opened inside is closed inside.
  const auto& words = document;
  if (end < tree.words().end && is_punctuation(document, end)) {
    for (std::uint32_t i = begin; i < end; ++i)
      if (is_quote_pair(words, i, end) && i + 1 < end && document.at(WordId{i}).form != "(") {
        const std::string& mark = document.at(WordId{end}).form;
        const std::string& opened = document.at(WordId{i}).form;
        if ((opened == "\"" && mark == "\"") || (opened == "\xc2\xab" && mark == "\xc2\xbb") ||
            (opened == "\xe2\x80\x9c" && mark == "\xe2\x80\x9d")) {
          ++end;
          break;
        }
      }
  }
  return {begin, end};
}

std::string written_alone(const Document& document, ByteSpan span, IdRange<Word> words) {
  const std::string_view text = document.text(span);
  for (std::uint32_t i = words.begin; i < words.end; ++i) {
    const Word& word = document.at(WordId{i});
    if (word.span.begin != span.begin || word.span.end > span.end) continue;
    const std::string_view own = document.text(word.span);
    if (word.form.size() > own.size() && word.form.ends_with(own)) return word.form + std::string(text.substr(own.size()));
  }
  return std::string(text);
}

ByteSpan span_of(const Document& document, IdRange<Word> words) {
  const ByteSpan first = document.at(WordId{words.begin}).span;
  const ByteSpan last = document.at(WordId{words.end - 1}).span;
  return {std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

}  // namespace musnad::coding
