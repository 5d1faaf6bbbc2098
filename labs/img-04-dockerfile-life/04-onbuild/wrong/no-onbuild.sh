#!/bin/bash
# hint: puts no line aside
cd /root/bakery || exit
printf '%s\n' 'FROM busybox' 'CMD ["sleep", "1d"]' > mould/Dockerfile
docker build -q -t mould:1 mould
printf '%s\n' 'FROM mould:1' 'COPY filling.txt /filling' > cake/Dockerfile
docker build -q -t cake:1 cake
docker run -d --name cake cake:1
