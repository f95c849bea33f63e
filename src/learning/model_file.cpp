#include "learning/model_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>
#include <zlib.h>

#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace musnad::learning {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are read in place and are little endian");

constexpr char kMagic[8] = {'M', 'U', 'S', 'N', 'A', 'D', 'M', '\n'};

struct Header {
  char magic[8];
  std::uint32_t format;
  std::uint32_t section_count;
  char kind[24];
  std::uint64_t file_bytes;
  std::uint64_t checksum;  // of everything after the header: XXH3, in format 1 CRC-32
};
static_assert(sizeof(Header) == 56);

struct SectionRow {
  char name[24];
  std::uint64_t begin;  // from the start of the file
  std::uint64_t size;
};
static_assert(sizeof(SectionRow) == 40);

std::uint64_t checksum_of(std::string_view bytes, std::uint32_t format) {
  if (format == 1) return crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  return XXH3_64bits(bytes.data(), bytes.size());
}

template <std::size_t size>
void set_name(char (&to)[size], std::string_view name) {
  std::memset(to, 0, size);
  std::memcpy(to, name.data(), std::min(name.size(), size - 1));
}

template <std::size_t size>
std::string_view name_in(const char (&from)[size]) {
  return {from, strnlen(from, size)};
}

std::size_t aligned(std::size_t size) {
  return (size + 7) / 8 * 8;
}

Result<std::shared_ptr<const std::string_view>> map_file(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(ErrorCode::kModelMissing, fmt::format("the model cannot be opened: {}", std::strerror(errno)), path);
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(file);
    return fail(ErrorCode::kModelMissing, "the model is not a file", path);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size < sizeof(Header)) {
    close(file);
    return fail(ErrorCode::kModelBroken, fmt::format("the model is truncated: {} bytes", size), path);
  }
  void* begin = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (begin == MAP_FAILED) return fail(ErrorCode::kModelMissing, "the model cannot be mapped", path);
  const auto unmap = [](const std::string_view* view) {
    munmap(const_cast<char*>(view->data()), view->size());
    delete view;
  };
  return std::shared_ptr<const std::string_view>(new std::string_view(static_cast<const char*>(begin), size), unmap);
}

Result<Header> checked_header(std::string_view bytes, std::string_view kind, const std::string& path) {
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) return fail(ErrorCode::kModelForeign, "the file is not a Musnad model", path);
  if (header.format == 0 || header.format > kModelFormat)
    return fail(ErrorCode::kModelVersion, fmt::format("the model has format {}, this program reads {}", header.format, kModelFormat), path);
  if (name_in(header.kind) != kind)
    return fail(ErrorCode::kModelForeign, fmt::format("the file is a model of kind '{}', not '{}'", name_in(header.kind), kind), path);
  if (header.file_bytes != bytes.size())
    return fail(ErrorCode::kModelBroken, fmt::format("the model has {} bytes where its header says {}", bytes.size(), header.file_bytes),
                path);
  if (checksum_of(bytes.substr(sizeof header), header.format) != header.checksum)
    return fail(ErrorCode::kModelBroken, "the model's checksum does not fit its content", path);
  return header;
}

}  // namespace

Result<ModelFile> ModelFile::load(const std::string& path, std::string_view kind) {
  auto mapping = map_file(path);
  if (!mapping) return tl::unexpected(mapping.error());
  return checked(std::move(*mapping), kind, path);
}

Result<ModelFile> ModelFile::parse(std::string bytes, std::string_view kind, std::string name) {
  struct Owner {
    std::string bytes;
    std::string_view view;
  };
  auto owner = std::make_shared<Owner>(Owner{std::move(bytes), {}});
  owner->view = owner->bytes;
  if (owner->view.size() < sizeof(Header))
    return fail(ErrorCode::kModelBroken, fmt::format("the model is truncated: {} bytes", owner->view.size()), std::move(name));
  return checked({owner, &owner->view}, kind, std::move(name));
}

Result<ModelFile> ModelFile::checked(std::shared_ptr<const std::string_view> mapping, std::string_view kind, const std::string& path) {
  const std::string_view bytes = *mapping;
  const auto header = checked_header(bytes, kind, path);
  if (!header) return tl::unexpected(header.error());
  ModelFile result;
  result.path_ = path;
  result.mapping_ = std::move(mapping);
  if (header->section_count > (bytes.size() - sizeof(Header)) / sizeof(SectionRow))
    return fail(ErrorCode::kModelBroken, "the model's table of sections is broken", path);
  for (std::uint32_t i = 0; i < header->section_count; ++i) {
    SectionRow row;
    std::memcpy(&row, bytes.data() + sizeof(Header) + i * sizeof row, sizeof row);
    if (row.begin > bytes.size() || row.size > bytes.size() - row.begin || row.begin % 8 != 0)
      return fail(ErrorCode::kModelBroken, fmt::format("section '{}' is outside the file", name_in(row.name)), path);
    result.sections_.emplace_back(name_in(row.name), bytes.substr(row.begin, row.size));
  }
  return result;
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const auto& [known, bytes] : sections_)
    if (known == name) return bytes;
  return fail(ErrorCode::kModelBroken, fmt::format("the model has no section '{}'", name), path_);
}

std::string ModelFileWriter::bytes() const {
  std::string table;
  std::string content;
  const std::size_t begin = sizeof(Header) + sections_.size() * sizeof(SectionRow);
  for (const auto& [name, section] : sections_) {
    SectionRow row{};
    set_name(row.name, name);
    row.begin = begin + content.size();
    row.size = section.size();
    table.append(reinterpret_cast<const char*>(&row), sizeof row);
    content += section;
    content.resize(aligned(begin + content.size()) - begin, '\0');
  }
  const std::string rest = table + content;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.format = kModelFormat;
  header.section_count = static_cast<std::uint32_t>(sections_.size());
  set_name(header.kind, kind_);
  header.file_bytes = sizeof header + rest.size();
  header.checksum = checksum_of(rest, kModelFormat);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + rest;
}

Result<void> ModelFileWriter::write(const std::string& path) const {
  // Another process may have the old file mapped, so it is replaced, not overwritten.
  const std::string fresh = path + ".new";
  std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
  const std::string content = bytes();
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(fresh, path, error);
  if (!stream || error) return fail(ErrorCode::kCannotRead, "the model cannot be written", path);
  return {};
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace musnad::learning
