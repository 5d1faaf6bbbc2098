#!/bin/bash
set -e
nsenter --target "$(pgrep -x sleep)" --mount --pid sh -c 'mount -t proc proc /proc; umount -l /old'
