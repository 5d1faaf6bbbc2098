#!/bin/bash
# hint: the same number
. "$LAB_LIB/replica.sh"
cd /root/store || exit
write_replica
sed -i 's/--server-id=2/--server-id=1/' /root/store/compose.yaml
docker compose up -d --build
ready replica
