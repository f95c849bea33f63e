// Of the places that share a name, the one a page means: its size, what the words beside it say, and the other places of
// the page, which lie near one another more often than not.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coding/entities/gazetteer.h"

namespace musnad::coding {

/// One place that a name may mean.
struct PlaceSense {
  Gazetteer::Hit hit;
  Gazetteer::Place place;
  bool namesake = false;    ///< a part of the country that has its name
  bool has_town = false;    ///< set by weigh_senses: a division with a town of its name, which is meant more often
  bool capital = false;     ///< the codebook's, of its country
  double told = 0;          ///< what the words beside the name say for it
  double home = 0;          ///< set by weigh_senses: what the page's middle, another place, says for it
  double middle = 0;        ///< likewise: that it is the middle itself
  double score = 0;         ///< likewise
  double spoken = 0;        ///< likewise; what words and places nearby add to it
  double chance = 0;        ///< likewise; of all senses of the name 1
  bool in_country = false;  ///< likewise: something else on the page is in its country
};

/// A name of the page.
struct PlaceName {
  std::vector<PlaceSense> senses;
  double weight = 0;     ///< how much it says of the others, by the times it is told
  bool sure = false;     ///< it is the name of a place, whichever
  std::size_t best = 0;  ///< set by weigh_senses
};

/// Whether `part` is a place of the division or country `whole`.
bool holds(const Gazetteer::Place& whole, const Gazetteer::Place& part);
double kilometres_between(const Gazetteer::Place& a, const Gazetteer::Place& b);

/// Weighs the senses of all names of a page together. `countries`: how often something else on the page is of a country.
void weigh_senses(std::vector<PlaceName>& names, const std::map<std::string, double>& countries);

}  // namespace musnad::coding
