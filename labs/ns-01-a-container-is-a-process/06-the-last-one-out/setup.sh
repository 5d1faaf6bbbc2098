#!/bin/bash
# Start of this step: tail runs with six namespaces of its own, and one more process is inside.
set -e
ready() {
  [ "$(pgrep -xc tail)" = 1 ] && pid=$(pgrep -x tail) && grep -q "^NSpid:.*[[:space:]]1$" "/proc/$pid/status" &&
    [ "$(readlink "/proc/$pid/ns/net")" != "$(readlink /proc/self/ns/net)" ]
}
if ! ready; then
  pkill -9 -x tail || true
  while pgrep -x tail; do sleep 0.1; done > /dev/null
  setsid unshare --mount --uts --ipc --net --pid --cgroup --fork --mount-proc tail -f /dev/null &> /dev/null &
  until pgrep -x tail; do sleep 0.1; done > /dev/null
  until ready; do sleep 0.1; done
fi
if ! pgrep -x sleep > /dev/null; then setsid nsenter --target "$(pgrep -x tail)" --mount --uts --ipc --net --pid --cgroup sleep 1000 &> /dev/null & fi
until pgrep -x sleep; do sleep 0.1; done > /dev/null
