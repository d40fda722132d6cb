// Names and numbers of the file layout (docs: output format).
#pragma once

#include <cstddef>

namespace entrepot::outputs::layout {

inline constexpr int version = 1;         // root attribute `layout_version`
inline constexpr int oldest_version = 1;  // readers accept this and all up to `version`
inline constexpr const char* version_attribute = "layout_version";
inline constexpr const char* results = "/results";
inline constexpr const char* scenario = "/results/scenario";
inline constexpr const char* baseline = "/results/baseline";
inline constexpr const char* provenance = "/provenance";
inline constexpr const char* run = "/provenance/run";
inline constexpr const char* world_text = "world";  // item of /provenance: key of the synthesised world
inline constexpr const char* settings_text =
    "settings";  // item of /provenance: a key of model and its value per line
inline constexpr const char* data_text = "data_hash";  // item of /provenance: hash of the world's input files
inline constexpr const char* goods_text = "goods";     // item of /provenance: sectors that are goods
inline constexpr const char* clubs_text = "clubs";     // item of /provenance: a club and its members per line
inline constexpr const char* sectors_text = "sectors";  // item of /provenance: a sector and its name per line
inline constexpr const char* products_text =
    "products";  // item of /provenance: a product, its tariff list and its sector per line
inline constexpr const char* inputs_text =
    "inputs";  // item of /provenance: hash of all that a run's numbers depend on beside its world
inline constexpr const char* replicates_text =
    "replicates";  // item of /provenance: replicates that the run was asked for
inline constexpr const char* branch_text =
    "branch";  // item of /provenance: checkpoints of another run that the scenario started from
inline constexpr const char* program_text =
    "program";  // item of /provenance/run: version, commit, hash of changes
inline constexpr const char* finished_text = "finished";  // item of /provenance/run, of a run that ended
inline constexpr const char* equilibrium_text =
    "equilibrium";  // item of /provenance: the file is a static equilibrium; its month and closure
inline constexpr const char* shards_text =
    "shards";  // item of /provenance: the digest of a shard behind a merged file and its name per line
inline constexpr const char* design = "/design";  // of a sweep: parameters by point
inline constexpr const char* index = "/index";    // of a sweep: state, shard and key of every run
inline constexpr const char* point = "point";
inline constexpr const char* replicate = "replicate";
inline constexpr const char* time = "time";        // of monthly metrics
inline constexpr const char* quarter = "quarter";  // of quarterly metrics
inline constexpr const char* year = "year";        // of yearly metrics
inline constexpr const char* time_units = "days since 2017-01-01";
inline constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;  // at most, of one chunk
inline constexpr unsigned deflate_level = 4;

}  // namespace entrepot::outputs::layout
