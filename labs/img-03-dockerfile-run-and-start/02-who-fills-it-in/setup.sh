#!/bin/bash
# Start of this step: a recipe with a variable in both forms; no names:1, no container names.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f names > /dev/null 2>&1 || true
docker rmi -f names:1 > /dev/null 2>&1 || true
mkdir -p /root/names
cd /root/names
cat > Dockerfile << END
FROM busybox
ENV WHO=$LAB_WORD
RUN touch /a-\$WHO
RUN ["touch", "/b-\$WHO"]
CMD ["sleep", "1d"]
END
