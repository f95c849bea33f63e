// A predication on its way: what the sentence gave, before acts and their effects are joined and gaps are filled from
// what was told before.
#pragma once

#include <musnad/document.h>

#include "codebook/reading/reading.h"

namespace musnad::coding {

struct Draft {
  codebook::FilledFrame frame;
  Predication act;
  bool effect = false;      ///< only says what an act did to people: killed, wounded, displaced
  bool placed = false;      ///< its own sentence names its place
  bool merged = false;      ///< went into another draft of its sentence
  bool label = false;       ///< a name under a picture ("protests in X"): says where the page is, tells nothing
  bool speech_act = false;  ///< REQUEST, ACCUSE ...: happens where its speaker is, of which the page says nothing
};

inline void take_places(const Predication& from, Predication& to) {
  to.place = from.place;
  to.other_places = from.other_places;
}

bool is_speech_act(std::string_view type);

}  // namespace musnad::coding
