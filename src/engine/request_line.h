// One line of `musnad read --in jsonl`: a request in JSON (docs/record.md, "Input").
#pragma once

#include <musnad/engine.h>

#include <string>
#include <string_view>

namespace musnad::engine {

/// A line that is no request: why, and its id as JSON text, so that the error record can return it unchanged.
struct BadRequest {
  Error error;
  std::string id_json = "null";
};

/// `number`: of the line in its input, from 1; stands in the error's `where` ("line 12, byte 40").
/// `defaults`: date and language for lines that give none.
tl::expected<Request, BadRequest> parse_request(std::string_view line, std::size_t number, const Request& defaults = {});

}  // namespace musnad::engine
