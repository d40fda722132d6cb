// The digest of a finished file: a line behind its last byte with the SHA-256 of all bytes before. HDF5 reads
// what its own header says and no further, so every reader opens the file as before; whatever changes or cuts
// it shows.
#pragma once

#include <string>

namespace entrepot::outputs {

// Adds the line to a file that is complete. RunError when the disk is full.
void append_digest(const std::string& path);

enum class Soundness {
  sound,      // all bytes are as they were written
  no_digest,  // unfinished, of an older program, or changed by another one: nothing can be said
  damaged
};
[[nodiscard]] Soundness soundness(const std::string& path);

// The digest in a sound file's line.
[[nodiscard]] std::string stored_digest(const std::string& path);

// InputError for a damaged file.
void expect_sound(const std::string& path);

}  // namespace entrepot::outputs
