#!/bin/bash
set -e
setsid nsenter --target "$(pgrep -x tail)" --pid --mount sleep 1000 &> /dev/null &
