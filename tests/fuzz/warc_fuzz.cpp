// Any bytes as an archive: records or errors, within limits, and an end. The first byte chooses whether the archive is given as it is
// or compressed, so that mutations reach what stands behind the compression.
#include "fuzzing.h"
#include "sources/inflation.h"
#include "sources/warc.h"

#include <unistd.h>

#include <string>

using namespace musnad;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMax = 1u << 20;
  if (size == 0) return 0;
  std::string bytes(fuzzing::view(data + 1, size - 1));
  if (data[0] % 2 == 1) bytes = sources::deflated(bytes);
  char path[] = "/dev/shm/musnad-fuzz-XXXXXX";
  const int file = ::mkstemp(path);
  require(file >= 0 && ::write(file, bytes.data(), bytes.size()) == ssize_t(bytes.size()));
  ::close(file);
  auto reader = sources::WarcReader::open(path, kMax);
  ::unlink(path);
  require(reader.has_value());
  std::uint64_t offset = 0;
  for (std::size_t records = 0; reader->good(); ++records) {
    require(records <= size);
    const auto record = reader->next();
    if (!record) continue;
    if (!*record) break;
    require((*record)->block.size() <= kMax && (*record)->offset >= offset && (*record)->offset <= bytes.size());
    offset = (*record)->offset;
    (void)sources::page_of(**record, kMax);
  }
  return 0;
}
