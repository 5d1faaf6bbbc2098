#!/bin/bash
set -e
setsid sleep 1000 &> /dev/null &
