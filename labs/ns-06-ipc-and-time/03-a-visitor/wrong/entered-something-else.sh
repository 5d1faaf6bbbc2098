#!/bin/bash
# hint: Nobody from outside
setsid nsenter --target "$(pgrep -x sleep)" --mount sleep 1001 &> /dev/null &
