// Reading files of which nobody can say that they are whole.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace entrepot::tools {

// For verbs that read result files, before anything else: where one of them has no digest (an unfinished run,
// an older program, a file that another program changed), says so and goes on in a child process. HDF5 trusts
// what it reads, and damage can end its process: that is then an InputError here instead. The caller's
// process ends with the child's exit code. InputError for a file whose digest does not hold.
void guard_reading(const std::vector<std::string>& files, bool quiet);

// For `run --resume`, which must keep its process (batch systems send it signals): where the file is there
// and has no digest, a child process reads all of it first. InputError when that ends in a signal, or when a
// digest does not hold.
void try_reading(const std::string& file);
// The same with other `work` for the child; what it throws is left to whoever reads the file next.
void try_reading(const std::string& file, const std::function<void()>& work);

}  // namespace entrepot::tools
