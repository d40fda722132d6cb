#include "outputs/store/output/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "outputs/store/output/file_swap.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

void write_text(const std::string& path, const std::string& name, const std::string& text) {
  const auto fail = [&] {
    throw RunError("cannot write " + name + ": " + std::generic_category().message(errno));
  };
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) fail();
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) fail();
}

}  // namespace

void write_whole(OutputClaim& output, const std::string& text) {
  if (output.is_stream()) return write_text(output.path(), output.path(), text);
  FileSwap swap(output);
  write_text(swap.part(), output.path(), text);
  swap.commit();
}

}  // namespace entrepot::outputs
