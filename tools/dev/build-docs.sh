#!/usr/bin/env bash
# Builds the documentation as static HTML; a warning, such as a link into nothing, is a fault.
# usage: build-docs.sh [OUTPUT-FOLDER, default build/docs]
set -euo pipefail
cd "$(dirname "$0")/../.."
output=${1:-build/docs}
/usr/bin/python3 -m sphinx -W --keep-going -q -b html docs "$output"
echo "Documentation: $output/index.html"
