#!/bin/bash
# hint: says nothing behind color=
cd /root/paint || exit
docker build -q -t paint:1 --build-arg "COLOR=$LAB_WORD" .
docker run -d --name paint paint:1
