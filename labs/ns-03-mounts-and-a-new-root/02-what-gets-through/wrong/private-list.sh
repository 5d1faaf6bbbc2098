#!/bin/bash
# hint: unshare with --propagation unchanged
mount --bind /root/shared /root/shared
mount --make-shared /root/shared
setsid unshare --mount bash -c 'mount -t tmpfs none /root/shared/gift; exec sleep 1000' &> /dev/null &
