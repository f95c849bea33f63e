#include "engine/request_line.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace musnad::engine {
namespace {

using Json = nlohmann::json;

class Parser {
 public:
  Parser(const Json& line, std::size_t number) : line_(line), number_(number) {}

  tl::expected<Request, BadRequest> request(const Request& defaults) {
    Request request = defaults;
    string("id", request.id);
    string("uri", request.uri);
    string("title", request.title);
    string("content_type", request.content_type);
    string("date", request.date);
    language(request.language);
    const bool has_text = string("text", request.bytes);
    if (has_text) {
      request.kind = Request::Kind::kText;
    } else if (string("html", request.bytes)) {
      request.kind = Request::Kind::kHtml;
      request.content_type = "text/html; charset=utf-8";  // JSON strings are Unicode whatever the page's <meta> says
    } else if (message_.empty()) {
      message_ = "neither `text` nor `html`";
    }
    if (message_.empty()) return request;
    return tl::unexpected(failure());
  }

 private:
  bool string(const char* key, std::string& to) {
    const auto found = line_.find(key);
    if (found == line_.end() || found->is_null()) return false;
    if (!found->is_string()) {
      if (message_.empty()) message_ = fmt::format("`{}` is not a string", key);
      return false;
    }
    to = found->get_ref<const std::string&>();
    return true;
  }
  void language(Language& to) {
    std::string name;
    if (!string("lang", name) || name == "und") return;
    if (name == "ar")
      to = Language::kAr;
    else if (name == "en")
      to = Language::kEn;
    else if (message_.empty())
      message_ = fmt::format("`lang` is '{}'; it may be ar, en or und", name);
  }
  BadRequest failure() const {
    BadRequest bad{{ErrorCode::kBadRequestLine, message_, fmt::format("line {}", number_)}};
    if (const auto id = line_.find("id"); id != line_.end()) bad.id_json = id->dump(-1, ' ', false, Json::error_handler_t::replace);
    return bad;
  }

  const Json& line_;
  std::size_t number_;
  std::string message_;
};

}  // namespace

tl::expected<Request, BadRequest> parse_request(std::string_view line, std::size_t number, const Request& defaults) {
  Json json;
  try {
    json = Json::parse(line);
  } catch (const Json::parse_error& error) {
    return tl::unexpected(BadRequest{{ErrorCode::kBadRequestLine, "not valid JSON", fmt::format("line {}, byte {}", number, error.byte)}});
  } catch (const Json::out_of_range&) {
    return tl::unexpected(BadRequest{{ErrorCode::kBadRequestLine, "holds a number too large to be read", fmt::format("line {}", number)}});
  }
  if (!json.is_object())
    return tl::unexpected(BadRequest{{ErrorCode::kBadRequestLine, "not a JSON object", fmt::format("line {}", number)}});
  return Parser(json, number).request(defaults);
}

}  // namespace musnad::engine
