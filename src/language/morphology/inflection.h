// Inflection: from a codebook row, every surface form of its word.
//
//   LexicalEntry entry{"qatala" (in Arabic letters), "verb", {{"root", "q.t.l"}, {"form", "I"}, {"ipf", "u"}}};
//   auto forms = inflect(Language::kAr, entry);   // qatala, qatalat, yaqtulu, yaqtuluna, qatil, maqtul, qatlan ...
//
// Forms come in the folded view (text/folding.h), without vowel signs; forms that differ in vowels only are one. Clitics
// (conjunctions, prepositions, article, pronouns) are not generated: language/morphology/clitics.h takes them off.
#pragma once

#include <musnad/error.h>
#include <musnad/layers.h>

#include <map>
#include <string>
#include <vector>

namespace musnad::language {

/// What a codebook row tells of a word. `lemma`: ordinary spelling, one word; for Arabic verbs the perfect, third person
/// masculine, hamza and teh marbuta written (a folded lemma is accepted; then a final heh is read as teh marbuta where the
/// word has more than three letters). `pos`: verb, noun, adj, and any other for words that do not inflect.
///
/// Keys, values with | between alternatives:
///   Arabic verb   root=k.t.b (needed)  form=I...X, Q1, Q2, Q4 (needed)  ipf=u|i|a (form I)  masdar=...  passive=no
///   Arabic noun   pl=words, or the endings for sound plurals  g=f|m  nisba=yes (adds the relative adjective)
///   Arabic adj    pl=...  f=feminine where irregular
///   any           without=forms that are left out (in texts they are another word's)
///   English verb  past= pp= ger= s=  noun=nominalisations     English noun  pl=     English adj  er= est=
struct LexicalEntry {
  std::string lemma;
  std::string pos;
  std::map<std::string, std::string> morphology;
};

/// One form. `features.voice` is kNone where active and passive are written alike. `pattern` says how it was made
/// ("perfect", "imperfect", "jussive", "imperative", "active participle", "passive participle", "masdar", "noun", ...).
struct Inflection {
  std::string form;  ///< folded
  Upos upos = Upos::X;
  Features features;
  const char* pattern = "";
};

/// All forms of the entry, the lemma's own first, none twice with the same part of speech and voice. Fails with
/// kCodebookSyntax: an unknown key or value, a root that does not give the lemma in the form named.
Result<std::vector<Inflection>> inflect(Language language, const LexicalEntry& entry);

}  // namespace musnad::language
