#!/usr/bin/env bash
# Makes the Debian package of a build and tries it: what it holds and needs, the program unpacked from it where the source tree
# is out of reach, and that `uninstall` leaves nothing behind. `.ci/nightly package` installs it in a fresh Debian.
# usage: test-package.sh BUILD
set -euo pipefail
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$(dirname "$0")/check_release.py"
(cd "$build" && cpack -G DEB -B "$work/package" > "$work/cpack.txt" 2>&1) || { cat "$work/cpack.txt"; exit 1; }
deb=$(ls "$work"/package/entrepot_*.deb)
dpkg-deb -f "$deb" Depends | grep -q libhdf5
dpkg-deb -x "$deb" "$work/root"
for file in bin/entrepot share/man/man1/entrepot.1.gz share/bash-completion/completions/entrepot \
            share/zsh/vendor-completions/_entrepot share/fish/vendor_completions.d/entrepot.fish share/doc/entrepot/copyright \
            share/entrepot/scenarios/library/no-policy.yaml; do
  [ -s "$work/root/usr/$file" ] || { echo "The package lacks usr/$file."; exit 1; }
done
cd "$work"
ENTREPOT_BINARY=$work/root/usr/bin/entrepot "$build/tests/e2e_tests" --gtest_brief=1 \
  --gtest_filter='Check.*:List.*:Schedule.*:Diff.*:Version.*:Help.*:Manual.*:Completion.Bash*:Hash.*:Run.Quiet*'
cmake --install "$build" --prefix "$work/prefix" > /dev/null
echo mine > "$work/prefix/share/entrepot/mine.txt"
cmake --build "$build" --target uninstall > /dev/null
left=$(find "$work/prefix" -type f -o -type l)
[ "$left" = "$work/prefix/share/entrepot/mine.txt" ] || { echo "uninstall left: $left"; exit 1; }
echo "Package: $(basename "$deb"), $(du -h "$deb" | cut -f1); unpacked it runs, uninstalled it is gone."
