#!/bin/bash
# hint: keeps no log of changes
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
write_image
sed -i '/store.cnf/d' Dockerfile
sed -i 's/RESET MASTER/SELECT 1/' role.sh
write_primary
docker compose up -d --build
ready primary
