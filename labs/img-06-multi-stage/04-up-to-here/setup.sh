#!/bin/bash
# Start of this step: a recipe with three stages, one of them a test that fails; no net:1, no net:test.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rmi -f net:1 net:test > /dev/null 2>&1 || true
mkdir -p /root/net
cd /root/net
echo 40 > depth.txt
cat > Dockerfile << 'END'
FROM busybox AS base
COPY depth.txt /

FROM base AS test
RUN test "$(cat /depth.txt)" -lt 30

FROM base
CMD ["cat", "/depth.txt"]
END
