#!/usr/bin/env bash
# How long 256 points of 10,000 firms over 10 years take, how well two workers share them, and what drives the results of
# the library's sweep. Prints wall and processor time; needs the release build.
# usage: tools/dev/sweep-study.sh [speed] [efficiency] [drivers]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$PWD/build/release/tools/entrepot
parts=${*:-speed efficiency drivers}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

timed() {  # label, command...
  local label=$1; shift
  local before after
  before=$(date +%s.%N)
  TIMEFORMAT='%U %S'
  local cpu
  cpu=$({ time "$@" > "$work/out.txt" 2> "$work/err.txt"; } 2>&1) || { cat "$work/err.txt"; exit 1; }
  after=$(date +%s.%N)
  awk -v l="$label" -v a="$after" -v b="$before" -v c="$cpu" \
    'BEGIN {split(c, t, " "); printf "%s: %.1f s wall, %.1f s processor\n", l, a - b, t[1] + t[2]}'
}

"$program" version | head -n 1
for part in $parts; do
  case $part in
    speed)
      timed "256 points, 2 threads" "$program" --threads 2 sweep run tools/dev/sweep-speed.yaml --folder "$work/speed"
      tail -n 1 "$work/err.txt"
      ;;
    efficiency)
      sed 's/samples: 32/samples: 4/' tools/dev/sweep-speed.yaml > "$work/short.yaml"
      for threads in 1 2; do
        timed "32 points, $threads thread(s)" "$program" --threads $threads sweep run "$work/short.yaml" \
          --folder "$work/short$threads"
      done
      ;;
    drivers)
      timed "what-drives" "$program" sweep run what-drives --folder "$work/what-drives"
      "$program" --quiet sweep merge "$work/what-drives"
      "$program" --quiet sweep analyse "$work/what-drives" | tee docs/studies/what-drives.txt
      cp "$work/what-drives/analysis.csv" docs/studies/what-drives.csv
      ;;
  esac
done
