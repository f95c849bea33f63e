#include "sources/feed_xml.h"

#include "page/markup/metadata.h"
#include "text/ascii.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace musnad::sources {
namespace {

constexpr std::size_t kMaxDepth = 100;
constexpr std::size_t kMaxField = 8 << 10;
constexpr std::size_t kMaxEntries = 60'000;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
std::string_view prefix_of(std::string_view name) {
  return name.substr(0, std::min(name.find(':'), name.size()) * (name.find(':') != std::string_view::npos));
}
/// Extensions whose titles and addresses are those of pictures and films.
bool is_foreign(std::string_view prefix) {
  for (std::string_view foreign : {"media", "image", "video", "itunes", "podcast", "xhtml"})
    if (prefix == foreign) return true;
  return false;
}

std::string trimmed(std::string_view text) {
  return std::string(text::trimmed(text, " \t\r\n"));
}

class Reader {
 public:
  Reader() : parser_(XML_ParserCreate("UTF-8"), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(), [](void* self, const char* name, const char** attributes) { of(self).open(name, attributes); },
        [](void* self, const char* name) { of(self).close(name); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int length) { of(self).add(text, length); });
    XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const char*, const char*, const char*, int has_own) {
      if (has_own) of(self).stop("a document type of its own is not read");
    });
  }

  Result<Feed> run(std::string_view text) {
    const int done = XML_Parse(parser_.get(), text.data(), int(std::min<std::size_t>(text.size(), 1u << 30)), 1);
    const std::string where = fmt::format("{}:{}", XML_GetCurrentLineNumber(parser_.get()), XML_GetCurrentColumnNumber(parser_.get()) + 1);
    if (!why_.empty()) return fail(ErrorCode::kFeedSyntax, why_, where);
    // What came before a mistake is worth having: feeds are often cut off or badly escaped.
    if (done != XML_STATUS_OK && feed_.entries.empty())
      return fail(ErrorCode::kFeedSyntax, XML_ErrorString(XML_GetErrorCode(parser_.get())), where);
    if (!known_) return fail(ErrorCode::kFeedSyntax, "no RSS, Atom or sitemap");
    return std::move(feed_);
  }

 private:
  static Reader& of(void* self) { return *static_cast<Reader*>(self); }

  void stop(const char* why) {
    if (why_.empty()) why_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void open(std::string_view name, const char** attributes) {
    if (++depth_ > kMaxDepth) return stop("elements nested too deeply");
    text_.clear();
    const std::string_view local = local_name(name);
    if (depth_ == 1) known_ = local == "rss" || local == "feed" || local == "RDF" || local == "urlset" || local == "sitemapindex";
    const bool begins = local == "item" || local == "entry" || (prefix_of(name).empty() && (local == "url" || local == "sitemap"));
    if (begins && !inside_ && !is_foreign(prefix_of(name))) {
      inside_ = depth_;
      entry_ = {};
      entry_.is_list = local == "sitemap";
      rank_ = 0;
      changed_.clear();
    }
    if (local == "link" && !is_foreign(prefix_of(name))) read_link(attributes);
  }

  void read_link(const char** attributes) {
    std::string_view relation = "alternate", address, type;
    for (; *attributes != nullptr; attributes += 2) {
      if (std::strcmp(attributes[0], "rel") == 0) relation = attributes[1];
      if (std::strcmp(attributes[0], "href") == 0) address = attributes[1];
      if (std::strcmp(attributes[0], "type") == 0) type = attributes[1];
    }
    if (inside_ && relation == "alternate") offer(address, type.empty() || type.find("html") != std::string_view::npos ? 3 : 1);
  }

  void add(const char* text, int length) {
    if (text_.size() < kMaxField) text_.append(text, std::size_t(length));
  }

  void close(std::string_view name) {
    const std::string_view local = local_name(name);
    if (inside_ == depth_) {
      if (entry_.date.empty()) entry_.date = changed_;
      if (!entry_.uri.empty()) feed_.entries.push_back(std::move(entry_));
      inside_ = 0;
      if (feed_.entries.size() >= kMaxEntries) XML_StopParser(parser_.get(), XML_FALSE);
    } else if (!is_foreign(prefix_of(name))) {
      const std::string value = trimmed(text_);
      if (inside_)
        field(name, local, value);
      else if (local == "title" && feed_.title.empty())
        feed_.title = value;
      else if (local == "language" && feed_.language.empty())
        feed_.language = value;
    }
    text_.clear();
    --depth_;
  }

  void field(std::string_view name, std::string_view local, const std::string& value) {
    if (local == "title" && entry_.title.empty()) entry_.title = value;
    if (local == "language") entry_.language = value;
    if (local == "origLink") offer(value, 4);  // behind a counter of clicks
    if (local == "link" || local == "loc") offer(value, 3);
    if (local == "guid" || (local == "id" && prefix_of(name).empty())) offer(value, 1);
    if (local == "pubDate" || local == "published" || local == "publication_date" || local == "issued" || local == "date" ||
        local == "created")
      if (const std::string date = page::parse_metadata_date(value); !date.empty()) entry_.date = date;
    if (local == "updated" || local == "modified" || local == "lastmod") changed_ = page::parse_metadata_date(value);
  }

  /// Takes the address of the highest rank; of equal ones the first. One of rank 1 must show that it is one.
  void offer(std::string_view address, int rank) {
    if (address.empty() || rank <= rank_ || (rank == 1 && !address.starts_with("http"))) return;
    entry_.uri = address;
    rank_ = rank;
  }

  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  Feed feed_;
  FeedEntry entry_;
  std::string text_, changed_, why_;
  std::size_t depth_ = 0, inside_ = 0;  // depth of the open entry; 0: none
  int rank_ = 0;                        // of the entry's address
  bool known_ = false;
};

}  // namespace

Result<Feed> read_feed_xml(std::string_view text) {
  return Reader().run(text);
}

}  // namespace musnad::sources
