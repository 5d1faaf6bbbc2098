#!/bin/bash
# Start of this step: tail is number 1 of its own pid namespace and has no children.
set -e
is_one() { grep -q "^NSpid:[[:space:]]*[0-9]*[[:space:]]1$" "/proc/$1/status"; }
ready() { [ "$(pgrep -xc tail)" = 1 ] && is_one "$(pgrep -x tail)"; }
if pgrep -P "$(pgrep -xo tail)" > /dev/null 2>&1; then pkill -9 -x tail; while pgrep -x tail; do sleep 0.1; done > /dev/null; fi
pkill -x sleep || true
if ! ready; then
  pkill -9 -x tail || true
  while pgrep -x tail; do sleep 0.1; done > /dev/null
  setsid unshare --pid --fork --mount-proc tail -f /dev/null &> /dev/null &
  until ready; do sleep 0.1; done
fi
