#!/bin/bash
set -e
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
write_image
write_primary
docker compose up -d --build
ready primary
