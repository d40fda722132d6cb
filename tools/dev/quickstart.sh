#!/usr/bin/env bash
# From a fresh Debian 12 machine to the result of the main job: packages, build, trade-war-2018.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools/dev/install-packages.sh
cmake --preset release -DENTREPOT_TESTS=OFF -DENTREPOT_BENCH=OFF
cmake --build build/release
build/release/tools/entrepot run trade-war-2018 --force -o trade-war-2018.h5
