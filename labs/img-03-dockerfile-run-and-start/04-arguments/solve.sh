#!/bin/bash
set -e
cd /root/paint
cat > Dockerfile << 'END'
ARG BASE=busybox
ARG COLOR=grey
FROM $BASE
ARG COLOR
RUN echo "color=$COLOR" > /color
CMD ["sleep", "1d"]
END
docker build -q -t paint:1 --build-arg "COLOR=$LAB_WORD" .
docker run -d --name paint paint:1
