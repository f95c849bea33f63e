// How a report words things: counts, statuses, dates, entities, in English around the page's own values.
#pragma once

#include <musnad/document.h>

#include <string>

namespace musnad::record {

/// "at least 13", "2 to 5", "about 300".
std::string count_phrase(double low, const std::optional<double>& high, Qualifier qualifier);
/// What departs from the plain case of a past, asserted, accomplished act: "denied, planned"; empty where nothing does.
std::string status_phrase(const Status& status);
/// "published 6 January 2022", or between which days; and why that is believed.
std::string date_phrase(const Document& document);
/// The entity's name as the page has it, with its English name, place and actor code where known.
std::string entity_phrase(const Document& document, EntityId id);
/// An underscored word as words: "unnamed_source" -> "unnamed source".
std::string spaced(std::string_view word);

}  // namespace musnad::record
