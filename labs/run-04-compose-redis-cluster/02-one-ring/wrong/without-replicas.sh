#!/bin/bash
# hint: masters share the slots, and there should be three
docker exec ring-r1-1 redis-cli --cluster create r{1..6}:6379 --cluster-yes
