#!/bin/bash
# Start of this step: the image pulse:1 with a health check; no container of it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f pulse > /dev/null 2>&1 || true
mkdir -p /root/pulse
cd /root/pulse
cat > Dockerfile << 'END'
FROM busybox
RUN touch /alive
HEALTHCHECK --interval=2s --timeout=10s --start-period=1s --retries=2 CMD ["test", "-e", "/alive"]
CMD ["sleep", "1d"]
END
docker build -q -t pulse:1 . > /dev/null
