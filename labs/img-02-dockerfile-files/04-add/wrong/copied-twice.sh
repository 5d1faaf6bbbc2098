#!/bin/bash
# hint: /added should hold the plates
cd /root/add || exit
printf '%s\n' 'FROM busybox' 'COPY plates.tgz /copied/' 'COPY plates.tgz /added/' 'ADD http://127.0.0.1:8099/plates.tgz /fetched/' 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t add:1 .
docker run -d --name add add:1
