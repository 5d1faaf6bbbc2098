#!/bin/bash
set -e
cd /root/bare
cat > Dockerfile << 'END'
FROM busybox AS tools

FROM scratch
COPY --from=tools /bin/busybox /bin/
CMD ["/bin/busybox", "sleep", "1d"]
END
docker build -q -t bare:1 .
docker run -d --name bare bare:1
