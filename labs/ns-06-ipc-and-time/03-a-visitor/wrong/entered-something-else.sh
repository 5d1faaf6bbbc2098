#!/bin/bash
# hint: Still only one process
setsid nsenter --target "$(pgrep -x sleep)" --mount sleep 1001 &> /dev/null &
