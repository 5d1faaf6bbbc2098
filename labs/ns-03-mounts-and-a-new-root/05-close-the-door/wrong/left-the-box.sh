#!/bin/bash
# hint: Nobody lives in the box
kill -9 "$(pgrep -x sleep)"
while pgrep -x unshare; do sleep 0.1; done > /dev/null
