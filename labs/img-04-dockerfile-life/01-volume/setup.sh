#!/bin/bash
# Start of this step: a recipe with a volume; no image and no container of it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -fv kept > /dev/null 2>&1 || true
docker rmi -f store:1 > /dev/null 2>&1 || true
mkdir -p /root/store
cd /root/store
cat > Dockerfile << END
FROM busybox
RUN mkdir /data && echo $LAB_WORD > /data/first
VOLUME /data
CMD ["sleep", "1d"]
END
