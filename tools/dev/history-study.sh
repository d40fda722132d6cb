#!/usr/bin/env bash
# Holds a library scenario against history: every fact, and changes of shares against observed series, beside rivals.
# usage: tools/dev/history-study.sh OBSERVED_FOLDER [scenario] [folder]   > docs/studies/history.txt
# ENTREPOT: the program, where it is not that of build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
observed=$1
scenario=${2:-trade-war-2018}
folder=${3:-build/history-study}
program=${ENTREPOT:-$PWD/build/release/tools/entrepot}
mkdir -p "$folder"
"$program" version | head -n 2
[ -f "$folder/$scenario.h5" ] || "$program" run "$scenario" --quiet -o "$folder/$scenario.h5" > /dev/null
cd "$folder"
echo
echo "entrepot facts $scenario.h5"
"$program" facts "$scenario.h5" --width 150
echo
echo "entrepot backtest $scenario.h5 --observed FOLDER"
"$program" backtest "$scenario.h5" --observed "$observed" --width 150
