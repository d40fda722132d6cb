#!/usr/bin/env bash
# The four phases of relocation over redrawn worlds: relocation-2045 on 20 worlds of 20,000 firms to 2045; on 10 of them to 2024
# without plants of the base, without new plants, without either; and on 6 of 100,000 firms to 2022.
# Prints the tables of docs/studies/relocation-seeds.txt; the result files (about 6 GB) stay in the folder given.
# ENTREPOT: the program, where it is not that of build/release. usage: tools/dev/relocation-study.sh [folder] [parts...]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-build/relocation-study}
shift || true
parts=${*:-seeds plants hubs}
program=${ENTREPOT:-build/release/tools/entrepot}
mkdir -p "$folder"
run() { # name, worlds, firms, end, more settings
  local name=$1 worlds=$2 firms=$3 end=$4
  shift 4
  "$program" run relocation-2045 --force -o "$folder/$name.h5" --quiet --set "replicates=$worlds" --set "world.firms=$firms" \
    --set "calendar.end=$end" "$@" > /dev/null
}
shares() { # name
  printf '\n%s: shares of US goods imports\n' "$1"
  for year in 2019 2020 2022 2024; do
    "$program" compare "$folder/$1.h5" --metric import_share --where "destination=USA,time=$year" --group HUBS=VNM+ASE --top 9
  done
}
seeds() {
  run seeds 20 20000 2045-12
  "$program" linkage "$folder/seeds.h5"
  shares seeds
  printf '\nseeds: value added of CHN in US final use by last border, 2020\n'
  "$program" compare "$folder/seeds.h5" --metric value_added_by_border --where origin=CHN,destination=USA,time=2020 --top 0
}
plants() {
  run with-all 10 20000 2024-12
  run without-base-plants 10 20000 2024-12 --set model.sourcing.enterprises=false
  run without-new-plants 10 20000 2024-12 --set model.investment.sites=false
  run without-either 10 20000 2024-12 --set model.sourcing.enterprises=false --set model.investment.sites=false
  for name in with-all without-base-plants without-new-plants without-either; do shares "$name"; done
  for name in without-base-plants without-new-plants; do
    printf '\nwith-all less %s, paired\n' "$name"
    for year in 2020 2022 2024; do
      "$program" compare "$folder/with-all.h5" "$folder/$name.h5" --metric import_share \
        --where "destination=USA,time=$year" --group HUBS=VNM+ASE --top 9
    done
  done
}
hubs() {
  run hubs 6 100000 2022-12
  printf '\nhubs: 6 redrawn worlds of 100,000 firms (sectors of small worlds are a few firms, whose noise hides the correlation)\n'
  "$program" linkage "$folder/hubs.h5" | sed -n '/^Correlation/,/^MEX/p'
}
"$program" version
for part in $parts; do "$part"; done
