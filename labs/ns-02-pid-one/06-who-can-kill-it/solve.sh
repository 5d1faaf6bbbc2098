#!/bin/bash
set -e
nsenter --target "$(pgrep -x tail)" --pid --mount kill -9 1
kill -TERM "$(pgrep -x tail)"
kill -9 "$(pgrep -x tail)"
