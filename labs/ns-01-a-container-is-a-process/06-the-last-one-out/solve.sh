#!/bin/bash
set -e
kill -9 "$(pgrep -x tail)"
