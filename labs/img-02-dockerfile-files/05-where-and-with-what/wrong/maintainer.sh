#!/bin/bash
# hint: no label maintainer
cd /root/place || exit
printf '%s\n' 'FROM busybox' "MAINTAINER $LAB_WORD" 'WORKDIR /srv' "WORKDIR $LAB_WORD" 'COPY spoon.txt .' "ENV TABLE=$LAB_WORD" 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t place:1 .
docker run -d --name place place:1
