#!/usr/bin/env bash
# Writes tests/golden/*/expected.txt anew from the release build. Say in the commit why the results changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --build build/release --target golden_tests entrepot
ENTREPOT_UPDATE_GOLDEN=1 build/release/tests/golden_tests
git --no-pager diff --stat -- tests/golden
