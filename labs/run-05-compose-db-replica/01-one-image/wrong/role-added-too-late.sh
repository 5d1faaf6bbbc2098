#!/bin/bash
# hint: There is no user copier
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
write_image
write_primary
sed -i '/role.sh/d' Dockerfile
docker compose up -d --build
ready primary
write_image
docker compose up -d --build
ready primary
