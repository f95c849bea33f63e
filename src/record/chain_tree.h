// The tellers of some claims as a tree drawn from the page inwards, with the words quoted at its leaves.
#pragma once

#include <span>
#include <string>

#include "record/report.h"

namespace musnad::record {

/// Lines, each with a line break, `indent` columns in.
std::string chain_tree(const Document& document, std::span<const ClaimId> claims, unsigned indent, const ReportStyle& style);

}  // namespace musnad::record
