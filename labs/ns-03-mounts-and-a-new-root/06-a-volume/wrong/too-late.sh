#!/bin/bash
# hint: The box has no mount at /data
setsid unshare --mount --pid --fork bash -c 'mount --bind /root/box /root/box; cd /root/box; pivot_root . old; /bin/umount -l /old; /bin/mount --bind /root/volume /data; echo no > /data/note; exec /bin/sleep 1000' &> /dev/null &
