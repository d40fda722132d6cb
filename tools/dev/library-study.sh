#!/usr/bin/env bash
# Runs every scenario of the library with firms and prints what each does to trade and prices, with the time it takes.
# usage: tools/dev/library-study.sh [firms] [folder]
set -euo pipefail
cd "$(dirname "$0")/../.."
firms=${1:-100000}
folder=${2:-build/library-study}
program=$PWD/build/release/tools/entrepot
mkdir -p "$folder"
"$program" version | head -n 2
echo "$firms firms, one replicate; effects of scenario less its own baseline, means of the year"
printf '\n%-26s %7s  %6s  %8s  %s  %8s  %8s\n' scenario 'wall, s' year 'CHN, pp' 'largest gains in the USA, pp   ' 'USA, pp' 'prices, %'
for file in scenarios/library/*.yaml; do
  name=$(basename "$file" .yaml)
  [ "$name" = no-policy ] && continue
  before=$(date +%s.%N)
  "$program" run "$name" --quiet --force --set world.firms="$firms" -o "$folder/$name.h5" > "$folder/$name.txt"
  after=$(date +%s.%N)
  for metric in import_share consumer_price; do
    "$program" --quiet export --force "$folder/$name.h5" --metric "$metric" --period year -o "$folder/$name-$metric.csv"
  done
  tools/dev/library-row.py "$name" "$folder/$name" "$(awk -v a="$after" -v b="$before" 'BEGIN {print a - b}')"
done
