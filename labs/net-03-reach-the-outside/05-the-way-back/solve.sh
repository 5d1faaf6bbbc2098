#!/bin/bash
set -e
# shellcheck disable=SC2016  # socat sets these for each caller
setsid ip netns exec outside socat TCP-LISTEN:8080,fork,reuseaddr SYSTEM:'echo you are $SOCAT_PEERADDR port $SOCAT_PEERPORT' &> /dev/null &
until ip netns exec outside ss -Hltn "sport = :8080" | grep -q .; do sleep 0.1; done
ip netns exec c1 nc -d 203.0.113.9 8080
