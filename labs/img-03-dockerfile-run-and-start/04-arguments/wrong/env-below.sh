#!/bin/bash
# hint: ENV
cd /root/paint || exit
sed -i 's/^RUN/ARG COLOR\nENV COLOR=blue\nRUN/' Dockerfile
docker build -q -t paint:1 --build-arg "COLOR=$LAB_WORD" .
docker run -d --name paint paint:1
