// Repairs of trees by grammar that a greedy parser forgets. They change what Reading sees, never the document's layer.
#pragma once

#include <musnad/layers.h>

#include <vector>

namespace musnad::codebook {

class Reading;

/// Changes `arcs` (the reading's own copy) in place:
///   - verb, subject, object in a row, read as verb and one phrase: a noun with article, or a plural in its absolute form,
///     heads no idafa, and an accusative in -an modifies no noun of another case; what hangs there is the verb's object;
///   - the object of a verb of telling that tells a clause and has no subject: its subject;
///   - a verb with a subject before it and another after it: the second is its object;
///   - a bare noun that the lexicon knows as somebody, or as the act of a light verb, called an adverb of a verb without object: its
///     object;
///   - an object of a light verb that has the act as its subject: the act's idafa;
///   - a noun behind its verb that cannot be the subject, by its case ending or its gender: the object;
///   - an act behind a preposition that the verb asks for, hung within the verb's subject or object: the verb's;
///   - an infinitive under the object of a verb of which an entry wants one: the verb's;
///   - a noun for an act joined to a verb, right behind another noun for an act: joined to that one;
///   - a noun for an act joined to a part of another act's phrase ("arson of buildings and killing"): joined to that act;
///   - a noun for somebody or something joined to an act, right behind what the act was on: joined to that;
///   - a noun for somebody behind another noun's adjective, in the idafa of that noun: the verb's subject or object;
///   - an English noun without a preposition under another one that has one: the verb's object;
///   - the first of two English nouns side by side that are subjects, or objects, of one verb: part of the second;
///   - an Arabic noun right behind the "that" of a clause without subject, called an adverb: the subject;
///   - a clause with a relative pronoun after a noun: that noun's; of a noun of another gender or number than the pronoun's: that of a
///     noun of the same phrase which has them;
///   - a clause between commas taken for what is told, with the clause that is told below it: the teller's, and the verb's.
void repair_trees(const Reading& reading, std::vector<Arc>& arcs);

/// Likewise, before the above: "no less than 46 students" with the students under "less". The noun that a qualified number
/// counts takes the place of the whole expression; a preposition that hangs on a number is the counted noun's. "Among
/// them two policemen": no subject or object of the verb before.
void repair_quantities(const Reading& reading, std::vector<Arc>& arcs);

/// Likewise, before the above: a person's name right behind a title that the tree hangs elsewhere is the title's, unless it is the
/// only subject or object there is.
void repair_titles(const Reading& reading, std::vector<Arc>& arcs);

/// One step of `repair_trees`: nouns that "and" joins to the wrong word, and objects hung under what stands before them.
void repair_nominal(const Reading& reading, WordId noun, std::vector<Arc>& arcs);

/// One step of `repair_trees`: clauses with a relative pronoun.
void repair_relative(const Reading& reading, WordId verb, std::vector<Arc>& arcs);

/// A country, or in the name of a place.
bool names_place(const Reading& reading, WordId word);
/// A capital, or in the name of another place that is no country.
bool names_town(const Reading& reading, WordId word);

/// Whether every word of the sentence leads to a root.
bool is_tree(const std::vector<Arc>& arcs, IdRange<Word> sentence);

}  // namespace musnad::codebook
