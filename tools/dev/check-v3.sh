#!/usr/bin/env bash
# Builds the program for x86-64-v3 (AVX2, FMA) and checks that it gives the same bits as the release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
for feature in avx2 fma bmi2; do
  if ! grep -qw "$feature" /proc/cpuinfo; then
    echo "Preset v3: skipped, this processor has no $feature."
    exit 0
  fi
done
cmake --preset v3 -DENTREPOT_TESTS=OFF -DENTREPOT_BENCH=OFF > /dev/null
cmake --build build/release --target entrepot > /dev/null
cmake --build build/v3 --target entrepot
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for preset in release v3; do
  "build/$preset/tools/entrepot" run trade-war-2018 --quiet -o "$folder/$preset.h5" --set world.firms=5000 \
    --set calendar.start=2018-01 --set calendar.end=2019-12 > /dev/null
  "build/$preset/tools/entrepot" hash --per-variable "$folder/$preset.h5" > "$folder/$preset.txt"
done
if ! diff "$folder/release.txt" "$folder/v3.txt"; then
  echo "Presets release and v3 differ in the datasets above."
  exit 1
fi
echo "Preset v3: the same bits as release ($(build/v3/tools/entrepot hash "$folder/v3.h5"))."
