#!/bin/bash
set -e
cd /root/names
cat > Dockerfile << END
FROM busybox
ENV WHO=$LAB_WORD
RUN touch /a-\$WHO
RUN ["touch", "/b-\$WHO"]
RUN ["sh", "-c", "touch /c-\$WHO"]
CMD ["sleep", "1d"]
END
docker build -q -t names:1 .
docker run -d --name names names:1
