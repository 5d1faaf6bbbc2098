#!/bin/bash
# hint: Something else is mounted at /data
setsid unshare --mount --pid --fork bash -c 'mount --bind /root/box /root/box; mount -t tmpfs none /root/box/data; cd /root/box; pivot_root . old; /bin/umount -l /old; exec /bin/sleep 1000' &> /dev/null &
