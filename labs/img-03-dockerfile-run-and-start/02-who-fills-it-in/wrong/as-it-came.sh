#!/bin/bash
# hint: There is no /c-
cd /root/names || exit
docker build -q -t names:1 .
docker run -d --name names names:1
