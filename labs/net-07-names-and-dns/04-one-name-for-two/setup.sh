#!/bin/bash
# Start of this step: web and desk are on shop, web2 is on the default network alone, and nobody has the learner's name.
set -e
. "$LAB_LIB/engine.sh"
engine
gone plain
shop
on shop web
on shop desk
on bridge web2
# What was asked before does not count.
nsenter -t "$(docker inspect -f '{{.State.Pid}}' desk)" -n conntrack -F > /dev/null 2>&1
