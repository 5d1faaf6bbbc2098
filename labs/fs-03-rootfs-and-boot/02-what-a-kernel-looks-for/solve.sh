#!/bin/bash
set -e
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
