#!/usr/bin/env bash
# Rebuilds outputs/report/render/assets/page.html, the page of `entrepot report`, from outputs/report/web. Needs node and npm;
# building entrepot does not. With --check it fails where the committed page is not what the sources give.
set -euo pipefail
cd "$(dirname "$0")/../.."
page=outputs/report/render/assets/page.html
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/assets"
cp -r outputs/report/web "$work/web"
(cd "$work/web" && npm ci --silent && node build.mjs)
if [ "${1:-}" = --check ]; then
  cmp "$work/assets/page.html" "$page" || { echo "Run tools/dev/make-report-page.sh and commit the page." >&2; exit 1; }
else
  cp "$work/assets/page.html" "$page"
fi
