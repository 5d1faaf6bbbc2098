#!/bin/bash
# hint: but empty
setsid unshare --mount --pid --fork bash -c 'mount --bind /root/box /root/box; mount --bind /root/volume /root/box/data; cd /root/box; pivot_root . old; /bin/umount -l /old; exec /bin/sleep 1000' &> /dev/null &
