#!/bin/bash
set -e
docker cp /root/work/hello.c bench:/usr/src/hello.c
docker exec bench gcc -static -o /usr/local/bin/hello hello.c
docker exec bench rm hello.c
