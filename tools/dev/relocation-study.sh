#!/usr/bin/env bash
# The rise and fall of indirect links over 20 redrawn worlds: relocation-2045 to 2045, to 2022 without plants
# abroad, and to 2022 with more firms.
# Prints the tables of docs/studies/relocation-seeds.txt; the result files (2.8 GB) stay in the folder given.
# ENTREPOT: the program, where it is not that of build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-build/relocation-study}
program=${ENTREPOT:-build/release/tools/entrepot}
mkdir -p "$folder"
scenario() { # name, worlds, firms, end, more lines
  printf 'schema: 1\nname: %s\ndescription: relocation-2045 on redrawn worlds.\nextends: relocation-2045\nseed: 1\n' "$1"
  printf 'replicates: {count: %s, resynthesise: true}\nworld: {name: world2017, firms: %s}\n' "$2" "$3"
  printf 'calendar: {start: 2017-01, end: %s}\n%s' "$4" "${5:-}"
}
scenario seeds 20 10000 2045-12 > "$folder/seeds.yaml"
scenario without-sites 20 10000 2022-12 $'model: {investment: {sites: false}}\n' > "$folder/without-sites.yaml"
scenario hubs 6 100000 2022-12 > "$folder/hubs.yaml"
for name in seeds without-sites hubs; do
  "$program" run "$folder/$name.yaml" --force -o "$folder/$name.h5" --quiet > /dev/null
done
"$program" version
"$program" linkage "$folder/seeds.h5"
for file in seeds without-sites; do
  printf '\n%s: shares of US goods imports 2022\n' "$file"
  "$program" compare "$folder/$file.h5" --metric import_share --where destination=USA,time=2022 --top 0
done
printf '\nseeds: value added of CHN in US final use by last border, 2017 to 2020\n'
"$program" compare "$folder/seeds.h5" --metric value_added_by_border --where origin=CHN,destination=USA,time=2020 --top 0
printf '\nhubs: 6 redrawn worlds of 100,000 firms (sectors of small worlds are a few firms, whose noise hides the correlation)\n'
"$program" linkage "$folder/hubs.h5" | sed -n '/^Correlation/,/^MEX/p'
