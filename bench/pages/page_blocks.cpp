// page_blocks REPEATS: request lines with "id" and "html" in, lines with the page's body text and the processor seconds that all
// its readings took out. For bench/pages_beside.py.
#include "page/page.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <ctime>
#include <iostream>

using namespace musnad;

int main(int argc, char** argv) {
  const int repeats = argc > 1 ? std::atoi(argv[1]) : 1;
  const auto lexicon = page::PageLexicon::load(MUSNAD_SOURCE_DIR "/codebook");
  if (!lexicon) return std::cerr << lexicon.error().to_string() << '\n', 1;
  for (std::string line; std::getline(std::cin, line);) {
    const auto request = nlohmann::json::parse(line);
    page::PageInput input;
    input.bytes = request["html"];
    input.content_type = "text/html; charset=utf-8";
    input.kind = page::PageKind::kHtml;
    std::string body;
    const std::clock_t begin = std::clock();
    for (int i = 0; i < repeats; ++i) {
      const auto read = page::read_page(input, *lexicon);
      if (!read || i + 1 < repeats) continue;
      for (const Block& block : read->document.layer<Block>())
        if (block.kind == BlockKind::kBody && !block.repeat_of) body.append(read->document.text(block.span)).append("\n");
    }
    const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
    std::cout << nlohmann::json{{"id", request["id"]}, {"body", body}, {"seconds", seconds}}.dump() << '\n';
  }
}
