#!/usr/bin/env bash
# The rise and fall of indirect links over the ranges of the parameters that drive them, one at a time, and what each
# mechanism contributes to the fall: relocation-2045 on 3 and 6 redrawn worlds of 10,000 firms, as
# docs/studies/relocation-ranges.txt.
# ENTREPOT: the program, where it is not that of build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-build/relocation-study}
program=${ENTREPOT:-build/release/tools/entrepot}
mkdir -p "$folder"
scenario() { # name, worlds
  printf 'schema: 1\nname: %s\ndescription: relocation-2045 on redrawn worlds.\nextends: relocation-2045\nseed: 1\n' "$1"
  printf 'replicates: {count: %s, resynthesise: true}\nworld: {name: world2017, firms: 10000}\n' "$2"
}
scenario ranges 3 > "$folder/ranges.yaml"
scenario mechanisms 6 > "$folder/mechanisms.yaml"
ranges=(
  'sourcing.trade_elasticity_scale|0.3|1'
  'sourcing.hazard_scale|0.25|1'
  'investment.weighing_rate|0.16 per year|0.64 per year'
  'investment.site_elasticity|4|12'
  'investment.qualification_months|3|9'
  'investment.time_to_build_scale|0.5|2'
  'investment.local_elasticity|0.5|4'
  'investment.fixed_cost|3 musd|20 musd'
  'learning.rate|0.02|0.1'
  'settlement.closure|fixed|clearing'
)
one() { # label, settings...
  local label=$1
  shift
  "$program" run "$folder/ranges.yaml" "$@" --force -o "$folder/range.h5" --quiet > /dev/null
  printf '\n%s\n' "$label"
  "$program" linkage "$folder/range.h5" | grep -E '^(content|VNM|ASE|MEX)'
  "$program" compare "$folder/range.h5" --metric import_share --where destination=USA,time=2022 \
    --group HUBS=VNM+ASE --top 0 | grep HUBS
}
"$program" version
printf '\nWhat the mechanisms contribute to the fall of the content of VNM, ASE and MEX together, from its peak to 2045\n\n'
"$program" decompose "$folder/mechanisms.yaml" --metric export_content --where origin=CHN,destination=USA,hub=VNM,hub=ASE,hub=MEX \
  --pool exports --summary fall --mechanisms resource-inputs,follow,learning,sites
printf '\nRows "content": base, peak over the baseline, date of the peak, half-life in years, end, fall from the peak. Rows of a hub:
correlation over sectors of CHN -> hub and hub -> USA. Row HUBS: share of VNM and ASE in US goods imports 2022. All +- 95 %%.\n'
one 'defaults'
for range in "${ranges[@]}"; do
  IFS='|' read -r key low high <<< "$range"
  one "$key: $low" --set "model.$key=$low"
  one "$key: $high" --set "model.$key=$high"
done
