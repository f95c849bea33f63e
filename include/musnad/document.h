// Document: one immutable text and typed stand-off layers over it.
//
//   Document doc(PageText{...});
//   doc.seal<Sentence>(std::move(sentences), "sentences");      // once; a second time is a programming error (assert)
//   for (const Sentence& s : doc.layer<Sentence>()) ...
//   const Word& w = doc.at(word_id);
//
// Thread safety: a Document is written by one thread at a time; const access from many is safe.
// Units: every span is in bytes of text().
#pragma once

#include <musnad/error.h>
#include <musnad/layers.h>

#include <cassert>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <typeindex>
#include <utility>
#include <vector>

namespace musnad {

/// Where in an archive of pages a page was found.
struct ArchivePlace {
  std::string file;
  std::uint64_t offset = 0;  ///< in bytes, of the record or of the compressed member that holds it
  std::string record_id;     ///< "<urn:uuid:...>"
};

/// One part of a live page.
struct Post {
  ByteSpan span;
  std::string time;  ///< "2023-10-01T21:40", with a zone where the page states one; "2023-10-01"; empty where nothing tells
};

/// One page of a story of several.
struct StoryPart {
  int number = 1, of = 0;
  std::string next;  ///< the address of the next; or empty
};

/// What the page says of itself outside its text, and what the caller gave.
struct PageMetadata {
  std::string id;
  std::string uri;
  std::string title;
  std::string page_sha256;                 ///< of the bytes read
  std::string given_date;                  ///< YYYY-MM-DD from the caller, or empty
  std::string metadata_date;               ///< YYYY-MM-DD from JSON-LD, OpenGraph, <time>; or empty
  std::string publisher;                   ///< og:site_name, JSON-LD publisher; or empty
  std::string publisher_basis;             ///< "metadata", "masthead", "credit"...
  std::optional<ByteSpan> publisher_span;  ///< where the text names it (basis "masthead")
  std::string title_basis;    ///< which part of the page decided: "given", "json-ld", "opengraph", "meta", "microdata", "title"
  std::string author;         ///< or empty
  std::string author_basis;   ///< as title_basis; "byline": a line of the text
  std::string date_basis;     ///< of metadata_date, as title_basis; "time": <time>
  std::string canonical;      ///< the address the page gives for itself; or empty
  std::string charset;        ///< WHATWG name of the encoding; empty where the bytes were not decoded here
  std::string charset_basis;  ///< "mark", "header", "meta", "valid", "detected", "repaired"
  std::optional<ArchivePlace> archive;
  std::vector<Post> posts;  ///< in order, apart from each other
  std::optional<StoryPart> part;
  Language language = Language::kUnd;
};

/// Something that could not be read or coded, and why.
struct Diagnostic {
  ErrorCode code;
  std::string message;
  std::optional<ByteSpan> span;
};

/// A layer and the name of the stage that sealed it.
template <class Element>
class Layer {
 public:
  bool sealed() const { return sealed_; }
  std::string_view stage() const { return stage_; }
  std::span<const Element> items() const { return items_; }

 private:
  friend class Document;
  std::vector<Element> items_;
  std::string stage_;
  bool sealed_ = false;
};

/// What stages worked out of a document and keep beside it for each other. It may refer to the document, so it goes neither into a copy nor
/// along when the document is moved.
class KeptParts {
 public:
  KeptParts() = default;
  KeptParts(const KeptParts&) {}
  KeptParts& operator=(const KeptParts&) {
    parts_.clear();
    return *this;
  }

 private:
  friend class Document;
  std::vector<std::pair<std::type_index, std::shared_ptr<void>>> parts_;
};

/// Every kind of layer, in the order of the pipeline. Token offsets, names for `needs` and `writes`: see stage.h.
using LayerTypes = std::tuple<Block, Sentence, Token, Word, Tag, LexiconMatch, Name, Arc, NumberMention, TimeMention, PageDate, Mention,
                              Entity, Predication, Source, Attribution, Claim, Event>;

class Document {
 public:
  Document() = default;
  /// `text` must be valid UTF-8.
  Document(std::string text, PageMetadata metadata) : text_(std::move(text)), metadata_(std::move(metadata)) {}

  std::string_view text() const { return text_; }
  std::string_view text(ByteSpan span) const {
    assert(span.end <= text_.size());
    return std::string_view(text_).substr(span.begin, span.length());
  }
  const PageMetadata& metadata() const { return metadata_; }
  Language language() const { return metadata_.language; }

  template <class Element>
  bool has() const {
    return get<Element>().sealed();
  }
  /// The elements of a sealed layer; empty before it is sealed.
  template <class Element>
  std::span<const Element> layer() const {
    return get<Element>().items();
  }
  template <class Element>
  const Element& at(Id<Element> id) const {
    assert(id.value < get<Element>().items_.size());
    return get<Element>().items_[id.value];
  }
  template <class Element>
  std::span<const Element> slice(IdRange<Element> range) const {
    return layer<Element>().subspan(range.begin, range.size());
  }
  /// Writes a layer, once.
  template <class Element>
  void seal(std::vector<Element> items, std::string_view stage) {
    auto& target = std::get<Layer<Element>>(layers_);
    assert(!target.sealed_ && "a layer is written by exactly one stage");
    target.items_ = std::move(items);
    target.stage_ = stage;
    target.sealed_ = true;
  }
  template <class Element>
  std::string_view stage_of() const {
    return get<Element>().stage();
  }

  /// A T made of `arguments` once, and kept until the document is moved or ends: for what several stages work out of sealed layers.
  template <class T, class... Arguments>
  T& keep(Arguments&&... arguments) {
    if (const T* kept = find_kept<T>()) return *const_cast<T*>(kept);
    auto made = std::make_shared<T>(std::forward<Arguments>(arguments)...);
    kept_.parts_.emplace_back(typeid(T), made);
    return *made;
  }

  /// What `keep` has made, or null.
  template <class T>
  const T* find_kept() const {
    for (const auto& [type, part] : kept_.parts_)
      if (type == typeid(T)) return static_cast<const T*>(part.get());
    return nullptr;
  }

  /// The tag and arc of a word.
  const Tag& tag(WordId id) const { return layer<Tag>()[id.value]; }
  const Arc& arc(WordId id) const { return layer<Arc>()[id.value]; }
  /// The words of a sentence (all words whose token lies in it).
  IdRange<Word> words_of(SentenceId id) const;
  /// The children of a word in its tree, in order of text. Linear in the sentence; build a TreeIndex for many questions.
  std::vector<WordId> children(WordId id) const;

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  void diagnose(ErrorCode code, std::string message, std::optional<ByteSpan> span = {}) {
    diagnostics_.push_back({code, std::move(message), span});
  }

 private:
  template <class Tuple>
  struct LayersOf;
  template <class... Elements>
  struct LayersOf<std::tuple<Elements...>> {
    using type = std::tuple<Layer<Elements>...>;
  };
  template <class Element>
  const Layer<Element>& get() const {
    return std::get<Layer<Element>>(layers_);
  }

  std::string text_;
  PageMetadata metadata_;
  LayersOf<LayerTypes>::type layers_;
  std::vector<Diagnostic> diagnostics_;
  KeptParts kept_;
};

}  // namespace musnad
