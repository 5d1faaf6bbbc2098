#!/bin/bash
# hint: The box has no /proc yet
# Then no proc can be mounted any more.
nsenter --target "$(pgrep -x sleep)" --mount --pid sh -c 'umount -l /old; mount -t proc proc /proc || true'
