#!/usr/bin/env bash
# Plants that subsidies, preferences and duties bring: three acts and the duties of 2025 against the same world without them, by owner,
# with 95 % intervals over redrawn worlds; and what the guardrail of the CHIPS act keeps from China.
# Prints the tables of docs/studies/acts.txt. ENTREPOT: the program, where it is not that of build/release.
# usage: tools/dev/acts-study.sh [folder] [firms] [worlds]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-build/acts-study}
firms=${2:-20000}
worlds=${3:-5}
program=${ENTREPOT:-$PWD/build/release/tools/entrepot}
mkdir -p "$folder"
cat > "$folder/chips-act-without-guardrail.yaml" <<'YAML'
schema: 1
name: chips-act-without-guardrail
description: The CHIPS act with its subsidies and without its guardrail.
extends: chips-act
policies:
  - id: chip-plants
    type: capital_subsidy
    host: USA
    owner: [USA, TWN, KOR, JPN, EUK, CAN, MEX, VNM, ASE, IND]
    sector: ELE
    rate: 0.35
    from: 2022-08-09
    until: 2027-01-01
YAML
run() { # scenario, name
  "$program" run "$1" --quiet --force --set world.firms="$firms" --set replicates="$worlds" -o "$folder/$2.h5" > /dev/null
}
plants() { # with, without, where, years...
  local with=$1 without=$2 where=$3
  shift 3
  for year in "$@"; do
    printf '\n%s less %s: plants in operation, %s, mean of %s\n' "$with" "$without" "$where" "$year"
    (cd "$folder" && "$program" compare "$with.h5" "$without.h5" --metric sites --where "$where,time=$year" --top 6)
  done
}
"$program" version | head -n 1
echo "$worlds redrawn worlds of $firms firms"
for name in trade-war-2018 chips-act ira-batteries nearshoring-mexico tariffs-2025; do run "$name" "$name"; done
run "$folder/chips-act-without-guardrail.yaml" chips-act-without-guardrail
plants chips-act trade-war-2018 host=USA 2024 2026 2030
plants chips-act chips-act-without-guardrail host=CHN 2026 2030
plants ira-batteries trade-war-2018 host=USA 2024 2026 2030
plants nearshoring-mexico trade-war-2018 host=MEX 2024 2026 2030
plants tariffs-2025 trade-war-2018 host=USA 2026 2028 2030
