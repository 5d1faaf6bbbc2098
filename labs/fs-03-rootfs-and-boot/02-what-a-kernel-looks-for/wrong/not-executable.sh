#!/bin/bash
# hint: cannot be executed
cd /root/rootfs || exit 1
mkdir -p dev etc lib proc sbin
echo "root:x:0:0::/root:/bin/sh" > etc/passwd
echo "$LAB_BOX" > etc/hostname
printf '#!/bin/sh\nhostname -F /etc/hostname\nexec sleep 1000\n' > sbin/init
