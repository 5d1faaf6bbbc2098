#!/bin/bash
set -e
cd /root/tool
docker build -q -t tool:fat .
cat > Dockerfile << 'END'
FROM busybox
RUN dd if=/dev/urandom of=/pack bs=1M count=20 \
 && sha256sum /pack > /sum \
 && rm /pack
END
docker build -q -t tool:lean .
