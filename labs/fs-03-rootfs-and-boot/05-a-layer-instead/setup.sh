#!/bin/bash
# Start of this step: the root file system is mounted read-only, and there is no overlay.
set -e
for dir in /proc/[0-9]*; do
  if [ "$(readlink "$dir/ns/uts")" != "$(readlink /proc/self/ns/uts)" ] || [[ "$(readlink "$dir/root")" == /root/* ]]; then kill -9 "${dir#/proc/}" 2> /dev/null || true; fi
done
hostname host
for place in /root/rootfs/proc /root/one/merged /root/two/merged /root/rootfs; do
  while mountpoint -q "$place"; do umount -l "$place"; done
done
# One program under many names.
mkdir -p /root/rootfs/bin
if [ ! -x /root/rootfs/bin/busybox ]; then
  cp /usr/bin/busybox /root/rootfs/bin/
  chroot /root/rootfs /bin/busybox --install -s /bin
fi
# What a kernel and the programs look for.
cd /root/rootfs
mkdir -p dev etc lib proc root sbin sys tmp
echo "root:x:0:0::/root:/bin/sh" > etc/passwd
echo "$LAB_BOX" > etc/hostname
cat > sbin/init << "EOF"
#!/bin/sh
mount -t proc proc /proc
hostname -F /etc/hostname
echo "this is $(hostname), kernel $(uname -r)"
exec sleep 1000
EOF
chmod +x sbin/init
cd /root
rm -rf /root/rootfs/etc/motd /root/one /root/two
mkdir -p /root/one/{upper,work,merged} /root/two/{upper,work,merged}
mount --bind /root/rootfs /root/rootfs
mount -o remount,bind,ro /root/rootfs
