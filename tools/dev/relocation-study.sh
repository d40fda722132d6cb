#!/usr/bin/env bash
# The rise and fall of indirect links over 20 redrawn worlds: relocation-2045 to 2045, and to 2022 without plants abroad.
# Prints the tables of docs/studies/relocation-seeds.txt; the result files (2.8 GB) stay in the folder given.
# ENTREPOT: the program, where it is not that of build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-build/relocation-study}
program=${ENTREPOT:-build/release/tools/entrepot}
mkdir -p "$folder"
scenario() { # name, end, more lines
  printf 'schema: 1\nname: %s\ndescription: relocation-2045 on redrawn worlds.\nextends: relocation-2045\nseed: 1\n' "$1"
  printf 'replicates: {count: 20, resynthesise: true}\nworld: {name: world2017, firms: 10000}\n'
  printf 'calendar: {start: 2017-01, end: %s}\n%s' "$2" "${3:-}"
}
scenario seeds 2045-12 > "$folder/seeds.yaml"
scenario without-sites 2022-12 $'model: {investment: {sites: false}}\n' > "$folder/without-sites.yaml"
for name in seeds without-sites; do
  "$program" run "$folder/$name.yaml" -o "$folder/$name.h5" --quiet > /dev/null
done
"$program" version
"$program" linkage "$folder/seeds.h5"
for file in seeds without-sites; do
  printf '\n%s: shares of US goods imports 2022\n' "$file"
  "$program" compare "$folder/$file.h5" --metric import_share --where destination=USA,time=2022 --top 0
done
printf '\nseeds: value added of CHN in US final use by last border, 2017 to 2020\n'
"$program" compare "$folder/seeds.h5" --metric value_added_by_border --where origin=CHN,destination=USA,time=2020 --top 0
