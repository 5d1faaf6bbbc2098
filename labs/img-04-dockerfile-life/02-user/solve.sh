#!/bin/bash
set -e
cd /root/clerk
printf '%s\n' 'FROM busybox' 'RUN echo ink > /supplies' "USER $LAB_UID" 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t clerk:1 .
docker run -d --name clerk clerk:1
