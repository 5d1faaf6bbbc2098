#!/bin/bash
# hint: a shell must fill it in
cd /root/names || exit
sed -i "s/^CMD/RUN [\"touch\", \"\/c-\$WHO\"]\nCMD/" Dockerfile
docker build -q -t names:1 .
docker run -d --name names names:1
