#!/bin/bash
# hint: Nothing was killed
docker exec box dd if=/dev/zero of=/dev/null bs=200M count=1 || true
docker restart -t 0 box
