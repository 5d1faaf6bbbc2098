#!/bin/bash
# Start of this step: the newest process of the user is in a user namespace that has no map.
set -e
getent passwd "$LAB_USER" > /dev/null || useradd --create-home --shell /bin/bash --uid "$LAB_UID" "$LAB_USER"
chmod 755 "/home/$LAB_USER"
ready() {
  pid=$(pgrep -n -u "$LAB_UID") && [ "$(readlink "/proc/$pid/ns/user")" != "$(readlink /proc/self/ns/user)" ] && [ -z "$(cat "/proc/$pid/uid_map")" ]
}
if ready; then exit 0; fi
pkill -9 -u "$LAB_UID" || true
while pgrep -u "$LAB_UID"; do sleep 0.1; done > /dev/null
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups unshare --user sleep 1000 &> /dev/null &
until ready; do sleep 0.1; done
