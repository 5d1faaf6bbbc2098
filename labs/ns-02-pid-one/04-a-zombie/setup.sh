#!/bin/bash
# Start of this step: tail is number 1 inside and has one child, an orphan sleep that is alive.
set -e
is_one() { grep -q "^NSpid:[[:space:]]*[0-9]*[[:space:]]1$" "/proc/$1/status"; }
ready() { [ "$(pgrep -xc tail)" = 1 ] && is_one "$(pgrep -x tail)"; }
with_orphan() { ready && pid=$(pgrep -x tail) && [ "$(pgrep -c -P "$pid" -x sleep)" = 1 ] && ! pgrep -r Z -P "$pid"; }
if with_orphan > /dev/null; then exit 0; fi
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
