#!/bin/sh
# mmdebstrap's customize hook: $1 is the new root file system. Runs on the host as root; $GLASSBOX_ROOTFS_FILES is files/ beside this script.
set -eu
root=$1

cp -R --no-preserve=ownership "$GLASSBOX_ROOTFS_FILES/." "$root/"
chmod -R u=rwX,go=rX "$root/etc/skel" "$root/etc/default/locale" "$root/etc/containerd" "$root/etc/init.d/docker"

# The student's home begins as the skeleton. sandboxd copies /etc/skel again, because /root is a directory of the sandbox's own.
cp -R "$root/etc/skel/." "$root/root/"

# The sandbox has its own host name, resolver and hosts file, written by sandboxd when it starts.
: > "$root/etc/hostname"
: > "$root/etc/resolv.conf"
printf '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n' > "$root/etc/hosts"
: > "$root/etc/machine-id"
rm -f "$root/var/lib/dbus/machine-id"

# Where labs, checks and mounts live: empty directories to bind over.
mkdir -p "$root/lab" "$root/srv" "$root/opt" "$root/mnt" "$root/home" "$root/var/lib/docker" "$root/var/lib/containerd" "$root/run/netns"

# ping asks for its rights by capability; a root shell has them, and a file capability would only puzzle a learner.
if [ -e "$root/usr/bin/ping" ]; then setcap -r "$root/usr/bin/ping" 2>/dev/null || true; fi

# No package source: what is in here is all there is, whether the host has a network or not.
rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d" "$root/etc/apt/apt.conf.d/99mmdebstrap" "$root/etc/apt/auth.conf.d"
mkdir -p "$root/etc/apt/sources.list.d"
printf '# Glassbox: no package sources. The sandbox works offline.\n' > "$root/etc/apt/sources.list"

# containerd's shims of before 2020; dockerd asks for the one of today.
rm -f "$root/usr/bin/containerd-shim" "$root/usr/bin/containerd-shim-runc-v1"

# Where dockerd looks first for what `docker run --init` runs; /etc/init.d/docker puts it there and says why.
ln -s /run/docker-init "$root/usr/libexec/docker/docker-init"

# Documentation, translations and caches weigh more than the tools.
find "$root/usr/share/doc" -mindepth 1 -not -type d -not -name copyright -delete
find "$root/usr/share/doc" -depth -mindepth 1 -type d -empty -delete
rm -rf "$root/usr/share/man" "$root/usr/share/info" "$root/usr/share/lintian" "$root/usr/share/bug"
find "$root/usr/share/locale" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
rm -rf "$root/var/cache/apt" "$root/var/lib/apt/lists" "$root/var/cache/debconf" "$root/var/log" "$root/var/cache/ldconfig"
mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/var/log/apt" "$root/var/cache/debconf"
