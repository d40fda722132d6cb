#!/usr/bin/env bash
# Installs the Debian package of a build with apt in a fresh Debian 12 (mmdebstrap; as root), so with nothing there but what the
# package asks for, runs it there, and runs end-to-end tests on the installed program. Takes minutes and a Debian mirror.
# usage: package-chroot.sh BUILD
set -euo pipefail
build=$(cd "$1" && pwd)
work=$(mktemp -d)
root=$work/root
trap '{ ! mountpoint -q "$root/proc" || umount "$root/proc"; } && rm -rf "$work"' EXIT
(cd "$build" && cpack -G DEB -B "$work/package" > /dev/null)
mmdebstrap --variant=apt --quiet bookworm "$root"
cp "$work"/package/entrepot_*.deb "$root/tmp/entrepot.deb"
chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/entrepot.deb
mount -t proc proc "$root/proc"  # the program finds its data beside itself
chroot "$root" entrepot version
# Paths of the tests' files mean the same on both sides: inside, the name of the root leads to the root.
mkdir -p "$root$work"
ln -s / "$root$root"
cat > "$work/entrepot" <<SH
#!/bin/sh
exec chroot '$root' entrepot "\$@"
SH
chmod +x "$work/entrepot"
TMPDIR=$root/tmp ENTREPOT_BINARY=$work/entrepot "$build/tests/e2e_tests" --gtest_brief=1 \
  --gtest_filter='Check.*:Describe.*:Compare.*:Diff.*:Export.WritesTidy*:Hash.*:List.*:Schedule.*:World.Inspect*:Run.Quiet*'
echo "Package: installed by apt in a fresh Debian, it runs."
