#!/bin/bash
# Start of this step: no sleep runs.
pkill -x sleep
while pgrep -x sleep; do sleep 0.1; done > /dev/null
exit 0
