#!/bin/bash
set -e
cd /root/add
cat > Dockerfile << 'END'
FROM busybox
COPY plates.tgz /copied/
ADD plates.tgz /added/
ADD http://127.0.0.1:8099/plates.tgz /fetched/
CMD ["sleep", "1d"]
END
docker build -q -t add:1 .
docker run -d --name add add:1
