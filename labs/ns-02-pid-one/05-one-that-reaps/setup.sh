#!/bin/bash
# Start of this step: tail is number 1 of its own pid namespace, with a zombie for a child.
set -e
is_one() { grep -q "^NSpid:[[:space:]]*[0-9]*[[:space:]]1$" "/proc/$1/status"; }
ready() { [ "$(pgrep -xc tail)" = 1 ] && is_one "$(pgrep -x tail)"; }
with_zombie() { ready && pgrep -r Z -P "$(pgrep -x tail)" > /dev/null; }
if with_zombie; then exit 0; fi
pkill -9 -x tail || true
pkill -x sleep || true
while pgrep -x "tail|sleep"; do sleep 0.1; done > /dev/null
if ! ready; then
  pkill -9 -x tail || true
  while pgrep -x tail; do sleep 0.1; done > /dev/null
  setsid unshare --pid --fork --mount-proc tail -f /dev/null &> /dev/null &
  until ready; do sleep 0.1; done
fi
nsenter --target "$(pgrep -x tail)" --pid --mount bash -c 'sleep 1000 &> /dev/null &'
kill "$(pgrep -x sleep)"
until with_zombie; do sleep 0.1; done
