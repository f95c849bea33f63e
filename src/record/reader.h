// A line of records -> the Document it was written from, as far as a record keeps it.
//
// Words, tags, trees and matches are not in a record; their layers stay unsealed and ids of words are invalid. What is
// there comes back so that writing it again gives the same bytes.
#pragma once

#include <string_view>

#include "record/writer.h"

namespace musnad::record {

struct StoredRecord {
  Document document;
  Versions versions;
};

/// Fails with the first breach of the contract (see checker.h). An error record comes back as kRecordSyntax with its message.
Result<StoredRecord> parse_record(std::string_view line);

}  // namespace musnad::record
