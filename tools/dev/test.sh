#!/usr/bin/env bash
# From a fresh Debian 12 machine to passed tests: packages, format, layers, build, tests, sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools/dev/install-packages.sh
tools/dev/check-format.sh
python3 tools/dev/check_layers.py
tools/dev/build-docs.sh
cmake --preset release
cmake --build build/release
ctest --no-tests=error --test-dir build/release --output-on-failure -j 2
tools/dev/test-install.sh build/release
tools/dev/test-package.sh build/release
cmake --preset asan
cmake --build build/asan --target unit_tests
ctest --no-tests=error --test-dir build/asan --output-on-failure -L unit -j 2
