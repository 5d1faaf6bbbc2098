#!/bin/bash
set -e
kill "$(pgrep -x sleep)"
