#!/bin/bash
# hint: not six
docker exec ring-r1-1 redis-cli --cluster create r{1..3}:6379 --cluster-yes
