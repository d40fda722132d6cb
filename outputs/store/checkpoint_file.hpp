// The file of a checkpoint: named sections of plain values behind one line with format version, length and
// SHA-256 of all that follows. Nothing is read of a file whose length or hash does not hold
// (docs/decisions/0050-checkpoints-are-flat-files.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "outputs/store/output/file_swap.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::outputs {

// Writes beside the target and replaces it as a whole at commit(). RunError on a full disk and the like.
class CheckpointWriter {
 public:
  explicit CheckpointWriter(const std::string& path);
  // `element`: bytes of one value, so that a reader built otherwise notices.
  void add(const std::string& name, std::size_t element, std::span<const std::byte> bytes);
  void add(const std::string& name, std::span<const double> values);
  void add(const std::string& name, const std::string& text);
  void commit();

 private:
  void put(const void* data, std::size_t bytes);
  void put_number(std::uint64_t value);

  OutputClaim claim_;
  FileSwap swap_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  Sha256 hash_;
  std::uint64_t bytes_ = 0;
};

// Reads a file into memory. Every fault is an InputError that names it: no such file, no checkpoint, another
// version of the format, truncated, damaged.
class CheckpointReader {
 public:
  explicit CheckpointReader(std::string path);
  [[nodiscard]] const std::string& path() const { return path_; }
  // SHA-256 of what it holds, 64 hex digits.
  [[nodiscard]] const std::string& hash() const { return hash_; }
  [[nodiscard]] bool has(const std::string& name) const { return sections_.count(name) != 0; }
  // Names that begin with `prefix`, in the order of the alphabet.
  [[nodiscard]] std::vector<std::string> names(const std::string& prefix) const;
  // The bytes of a section; InputError when it is missing or its values have another size.
  [[nodiscard]] std::span<const std::byte> bytes(const std::string& name, std::size_t element) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& name) const;
  [[nodiscard]] std::string text(const std::string& name) const;

 private:
  struct Section {
    std::uint64_t element = 1;
    std::size_t offset = 0;
    std::size_t size = 0;
  };
  [[noreturn]] void refuse(const std::string& what, const std::string& why,
                           const std::string& suggestion) const;
  [[nodiscard]] std::size_t check_frame();
  void list_sections(std::size_t at);
  [[nodiscard]] std::uint64_t number_at(std::size_t& at) const;

  std::string path_;
  std::string hash_;
  std::vector<char> data_;
  std::map<std::string, Section> sections_;
};

}  // namespace entrepot::outputs
