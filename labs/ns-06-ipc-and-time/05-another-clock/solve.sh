#!/bin/bash
set -e
setsid unshare --user --map-root-user --time --boottime "$((LAB_DAYS * 86400))" sleep 1000 &> /dev/null &
