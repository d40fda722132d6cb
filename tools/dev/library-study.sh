#!/usr/bin/env bash
# Runs every scenario of the library and prints what each does to trade and prices, with 95 % intervals over redrawn worlds and the
# time it takes.
# usage: tools/dev/library-study.sh [firms] [worlds] [folder]
# ENTREPOT: the program, where it is not that of build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
firms=${1:-20000}
worlds=${2:-5}
folder=${3:-build/library-study}
program=${ENTREPOT:-$PWD/build/release/tools/entrepot}
mkdir -p "$folder"
"$program" version | head -n 2
echo "$worlds redrawn worlds of $firms firms; effects of scenario less its own baseline, by year"
for file in scenarios/library/*.yaml; do
  name=$(basename "$file" .yaml)
  [ "$name" = no-policy ] && continue
  before=$(date +%s.%N)
  "$program" run "$name" --quiet --force --set world.firms="$firms" --set replicates="$worlds" -o "$folder/$name.h5" > "$folder/$name.txt"
  after=$(date +%s.%N)
  tools/dev/library-row.py "$program" "$folder/$name.h5" "$(awk -v a="$after" -v b="$before" 'BEGIN {print a - b}')"
  rm "$folder/$name.h5"
done
