#!/usr/bin/env bash
# T1: writes docs/studies/limit.csv (about ten minutes on two cores).
set -euo pipefail
cd "$(dirname "$0")/../.."
program=build/release/tools/entrepot_limit_study
{
  "$program" --worlds 24
  "$program" --world2017 | grep -v '^#\|^world,'
} > docs/studies/limit.csv
