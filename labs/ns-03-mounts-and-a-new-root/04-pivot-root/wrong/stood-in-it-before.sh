#!/bin/bash
# hint: but not yet the root
setsid unshare --mount --pid --fork bash -c 'cd /root/box; mount --bind /root/box /root/box; pivot_root . old; exec sleep 1000' &> /dev/null &
