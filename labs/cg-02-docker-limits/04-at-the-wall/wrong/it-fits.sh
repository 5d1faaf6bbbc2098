#!/bin/bash
# hint: Nothing was killed
docker exec box dd if=/dev/zero of=/dev/null bs=8M count=1
