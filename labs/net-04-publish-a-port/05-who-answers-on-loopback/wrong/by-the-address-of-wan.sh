#!/bin/bash
# hint: 127.0.0.1
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://203.0.113.1:$LAB_PORT"
