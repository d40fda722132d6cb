#!/usr/bin/env bash
# Base plants alone: agents of several redrawn worlds against the mean field of the same enterprises, and the closed
# formula. Change of shares of US goods imports against the baseline, and of the domestic share of goods used.
# usage: tools/dev/enterprise-field-study.sh FIRMS SEED...
set -euo pipefail
cd "$(dirname "$0")/../.."
program=build/release/tools/entrepot_mean_field
firms=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
common=(trade-war-2018 --set "world.firms=$firms" --set calendar.end=2022-12 --set model.preset=contracts
        --set model.sourcing.enterprises=true)
echo "commit $(git rev-parse --short=12 HEAD); trade-war-2018, $firms firms, worlds of seeds $*; preset contracts with sourcing.enterprises"
for seed in "$@"; do
  "$program" "${common[@]}" --agents --set "seed=$seed" > "$folder/$seed" 2> /dev/null
done
/usr/bin/python3 tools/dev/enterprise-field-table.py "$folder"/*
echo
echo "world of seed $1, duties of 2020-12; model.md section 5 has CHN -3.0, VNM+ASE +0.8, MEX +0.7, TWN +0.3 at growth 3 and home 0.5:"
"$program" "${common[@]}" --set "seed=$1" --set calendar.end=2020-12 --closed
