#!/bin/bash
# hint: There is a newer image
cd /root/site || exit
sed -i "s/version = \"one\"/version = \"$LAB_WORD\"/" app/main.cpp
docker compose build
