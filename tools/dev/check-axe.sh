#!/usr/bin/env bash
# Runs the browser tests of the report and the workbench with axe-core, which finds no serious fault or they fail. Needs npm, and a
# build with the target e2e_tests. The library (MPL-2.0) is fetched at this version for the check and is no part of entrepot.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=4.10.3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-save --no-package-lock --prefix "$work" "axe-core@$version"
ENTREPOT_AXE=$work/node_modules/axe-core/axe.min.js build/release/tests/e2e_tests --gtest_filter='Report.ABrowser*:Serve.ABrowser*'
