#!/usr/bin/env bash
# China's share of US goods imports in 2022: agents of several seeds against the mean field of the same world.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=build/release/tools/entrepot_mean_field
echo "commit $(git rev-parse --short=12 HEAD); China's share of US goods imports in 2022, %, trade-war-2018"
printf '%-6s%12s%12s%12s%14s%14s\n' seed mean-field agents difference field-base agents-base
for seed in "$@"; do
  "$program" trade-war-2018 --agents --set "seed=$seed" --set model.preset=contracts --set world.firms=100000 2> /dev/null | awk -v seed="$seed" '
    /origin shares/ { block++ }  # mean field and agents of the scenario, then of the baseline
    $1 == "year" { for (i = 1; i <= NF; i++) if ($i == "CHN") column = i }
    $1 == "2022" { value[block] = $column }
    END { printf "%-6s%12.3f%12.3f%+12.3f%14.3f%14.3f\n", seed, value[1], value[2], value[2] - value[1], value[3], value[4] }'
done
