#!/bin/bash
# hint: /fetched lacks
cd /root/add || exit
printf '%s\n' 'FROM busybox' 'COPY plates.tgz /copied/' 'ADD plates.tgz /added/' 'ADD plates.tgz /fetched/' 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t add:1 .
docker run -d --name add add:1
