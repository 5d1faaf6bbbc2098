#!/bin/bash
# hint: the program misses its libraries
. "$LAB_LIB/recipe.sh"
write_recipe
cd /root/site || exit
sed -i 's/ -static//' app/Dockerfile
docker build -q -t app:1 app
docker run -d --name try -p "$LAB_PORT:8080" app:1 || true
