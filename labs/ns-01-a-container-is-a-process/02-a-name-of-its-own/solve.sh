#!/bin/bash
set -e
setsid unshare --uts bash -c 'hostname inside; exec sleep 1000' &> /dev/null &
