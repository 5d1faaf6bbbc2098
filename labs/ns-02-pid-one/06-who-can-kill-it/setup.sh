#!/bin/bash
# Start of this step: tail is number 1 inside, two sleeps live with it.
set -e
is_one() { grep -q "^NSpid:[[:space:]]*[0-9]*[[:space:]]1$" "/proc/$1/status"; }
ready() { [ "$(pgrep -xc tail)" = 1 ] && is_one "$(pgrep -x tail)"; }
with_two() { ready && [ "$(pgrep -xc sleep)" = 2 ] && ! pgrep -r Z -x sleep > /dev/null; }
if with_two; then exit 0; fi
pkill -9 -x tail || true
pkill -x sleep || true
while pgrep -x "tail|sleep"; do sleep 0.1; done > /dev/null
if ! ready; then
  pkill -9 -x tail || true
  while pgrep -x tail; do sleep 0.1; done > /dev/null
  setsid unshare --pid --fork --mount-proc tail -f /dev/null &> /dev/null &
  until ready; do sleep 0.1; done
fi
for _ in 1 2; do setsid nsenter --target "$(pgrep -x tail)" --pid --mount sleep 1000 &> /dev/null & done
until with_two; do sleep 0.1; done
