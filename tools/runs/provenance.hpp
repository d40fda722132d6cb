// What a result file says about where it comes from.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/results/result_types.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

// What the header of a result file is made from.
struct ResultOrigin {
  const Scenario& scenario;
  const WorldTable& table;
  std::string world;                     // text of its key: compare needs it equal between runs
  std::vector<std::string> world_notes;  // of its synthesis, beyond those of the table
  Calendar calendar;
  int threads = 1;
  int replicates = 0;  // that a run was asked for; 0 = not a run
  std::string branch;  // checkpoints of another run that it started from; "" = none
};

// Header of a result file. Texts under /provenance depend on the inputs only; those under /provenance/run on
// the machine and the moment.
[[nodiscard]] FileHeader make_header(const ResultOrigin& origin, const std::string& command_line);

// Version, commit and a hash of local changes: equal texts are programs of equal bits of results.
[[nodiscard]] std::string program_version();

// The origin of a job's results: `world` is that of its first replicate.
[[nodiscard]] ResultOrigin run_origin(const RunJob& job, const World& world);

// Clubs and their members that have not left, one "CLUB MEMBER MEMBER ..." per line: what `compare --group`
// adds up.
[[nodiscard]] std::string clubs_text(const WorldTable& table);

// "PRODUCT LIST SECTOR" per line: what `facts` needs of the tariff lists. A product on no list has the tag
// none.
[[nodiscard]] std::string products_text(const WorldTable& table);

// Wall time and time of finishing, for /provenance/run.
[[nodiscard]] std::vector<TextItem> run_facts(double wall_seconds);

}  // namespace entrepot::tools
