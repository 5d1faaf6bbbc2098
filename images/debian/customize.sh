#!/bin/sh
# mmdebstrap's customize hook: $1 is the new root file system. Runs on the host as root; $GLASSBOX_IMAGE_FILES is files/ beside this script.
set -eu
root=$1

cp -R --no-preserve=ownership "$GLASSBOX_IMAGE_FILES/." "$root/"
rm -f "$root/etc/dpkg/dpkg.cfg.d/99mmdebstrap" # ours has the same exclusions

# No package source: neither this host's mirror, which is nobody's business, nor one that an offline sandbox could not reach.
rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d" "$root/etc/apt/apt.conf.d/99mmdebstrap" "$root/etc/apt/auth.conf.d"
mkdir -p "$root/etc/apt/sources.list.d" "$root/etc/apt/auth.conf.d"
printf '# Glassbox: no package sources. These images work offline.\n' > "$root/etc/apt/sources.list"
rm -rf "$root/var/cache/apt" "$root/var/lib/apt/lists" "$root/var/log" "$root/var/cache/debconf"
mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/var/log/apt" "$root/var/cache/debconf"

# The engine writes these three into every container.
: > "$root/etc/hostname"
: > "$root/etc/resolv.conf"
: > "$root/etc/hosts"
: > "$root/etc/machine-id"
rm -f "$root/etc/passwd-" "$root/etc/group-" "$root/etc/shadow-" "$root/etc/gshadow-"
rm -rf "$root/usr/share/info/dir"
find "$root/usr/share/doc" -depth -mindepth 1 -type d -empty -delete
