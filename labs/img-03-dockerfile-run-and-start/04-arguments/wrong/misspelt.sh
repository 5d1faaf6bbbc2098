#!/bin/bash
# hint: no warning
cd /root/paint || exit
sed -i 's/^RUN/ARG COLOR\nRUN/' Dockerfile
docker build -q -t paint:1 --build-arg "COLOUR=$LAB_WORD" .
docker run -d --name paint paint:1
