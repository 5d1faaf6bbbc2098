#!/bin/bash
# hint: mount --make-shared
mount --bind /root/shared /root/shared
setsid unshare --mount --propagation unchanged bash -c 'mount -t tmpfs none /root/shared/gift; exec sleep 1000' &> /dev/null &
