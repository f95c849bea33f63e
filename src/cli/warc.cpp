// musnad warc: archives in, records of their pages out; or a list of what is in them.
#include <fmt/format.h>
#include <musnad/engine.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/run.h"
#include "record/json_output.h"
#include "sources/warc.h"
#include "text/utf8.h"

namespace musnad::cli {
namespace {

struct WarcOptions {
  RunOptions run;
  bool list = false;
};

std::string line_of(const sources::WarcRecord& record) {
  static constexpr std::string_view kDigests[] = {"none", "right", "wrong"};
  std::string line;
  {
    record::ObjectOutput object(line);
    object.number("offset", double(record.offset));
    object.string("type", text::repaired(record.type));
    object.optional("record", text::repaired(record.id));
    object.optional("uri", text::repaired(record.uri));
    object.optional("date", text::repaired(record.date));
    object.optional("refers_to", text::repaired(record.refers_to));
    object.number("bytes", double(record.block.size()));
    object.string("digest", kDigests[std::size_t(record.digest)]);
  }
  return line;
}

int list(const WarcOptions& options) {
  bool failed = false;
  const auto complain = [&](const std::string& path, const Error& error) {
    failed = true;
    fmt::print(stderr, "musnad: {}: {}\n", path, error.to_string());
  };
  for (const std::string& path : options.run.paths) {
    auto reader = sources::WarcReader::open(path, options.run.max_bytes);
    if (!reader) {
      complain(path, reader.error());
      continue;
    }
    while (reader->good()) {
      const auto record = reader->next();
      if (!record) {
        complain(path, record.error());
        continue;
      }
      if (!*record) break;
      failed |= (*record)->digest == sources::Digest::kWrong;
      fmt::print("{}\n", line_of(**record));
    }
  }
  return failed ? kSomeFailed : kFine;
}

}  // namespace

void add_warc(CLI::App& app, Action& chosen) {
  const auto options = std::make_shared<WarcOptions>();
  CLI::App* command = app.add_subcommand("warc", "Read the pages of WARC archives and write their records");
  add_run_options(*command, options->run);
  options->run.in = "warc";
  command->remove_option(command->get_option("--in"));
  command->add_flag("--list", options->list, "Only list what is in the archives, and whether its digests are right");
  command->footer("The record of a page says under page.archive where it stood. Revisit records, which hold no page, are only listed.");
  command->callback([options, &chosen] {
    chosen = [options] {
      if (options->list) return list(*options);
      return run(options->run, Depth::kRecord,
                 [](const Engine& engine, const Document& document) { return engine.record(document) + "\n"; });
    };
  });
}

}  // namespace musnad::cli
