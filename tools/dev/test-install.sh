#!/usr/bin/env bash
# Installs a build to an empty prefix and runs the installed program where the source tree is out of reach.
set -euo pipefail
build=$(cd "$1" && pwd)
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix/opt" > /dev/null
cd "$prefix"
opt/bin/entrepot version
opt/bin/entrepot check trade-war-2018
opt/bin/entrepot run no-policy --set world.firms=2000 --set calendar.end=2017-06 --quiet -o out.h5 > table.txt
opt/bin/entrepot hash out.h5
grep -q "Share of" table.txt
echo "Install: the installed program runs on its own data."
