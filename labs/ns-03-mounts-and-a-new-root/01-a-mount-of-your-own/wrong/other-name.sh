#!/bin/bash
# hint: has another name
setsid unshare --mount bash -c 'mount -t tmpfs none /mnt; exec sleep 1000' &> /dev/null &
