#!/bin/bash
# hint: is not a mount yet
setsid unshare --mount --propagation unchanged bash -c 'mount -t tmpfs none /root/shared/gift; exec sleep 1000' &> /dev/null &
