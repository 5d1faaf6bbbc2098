#!/bin/bash
set -e
. "$LAB_LIB/recipe.sh"
write_recipe
cd /root/site
docker build -t app:1 app
docker run -d --name try -p "$LAB_PORT:8080" app:1
