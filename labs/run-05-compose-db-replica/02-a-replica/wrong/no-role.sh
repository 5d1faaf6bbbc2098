#!/bin/bash
# hint: never told whom to follow
. "$LAB_LIB/replica.sh"
cd /root/store || exit
write_replica
sed -i 's/ROLE: replica/ROLE: copy/' /root/store/compose.yaml
docker compose up -d --build
ready replica
