#!/bin/bash
# hint: has gone into another namespace
ip link set end netns "$(docker inspect -f '{{.State.Pid}}' peer)"
