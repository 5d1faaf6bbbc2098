#!/bin/bash
set -e
cd /root/copy
cat > Dockerfile << END
FROM busybox
COPY menu /srv/menu/
COPY *.txt /srv/
COPY --chown=$LAB_UID owner.txt /home/
CMD ["sleep", "1d"]
END
docker build -q -t copy:1 .
docker run -d --name copy copy:1
