#!/bin/bash
# hint: no program /usr/local/bin/hello
docker cp /root/work/hello.c bench:/usr/src/hello.c
docker exec bench gcc -static -o hello hello.c
