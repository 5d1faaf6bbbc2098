#!/bin/bash
# hint: TABLE is not
cd /root/place || exit
printf '%s\n' 'FROM busybox' "LABEL maintainer=$LAB_WORD" 'WORKDIR /srv' "WORKDIR $LAB_WORD" 'COPY spoon.txt .' "RUN export TABLE=$LAB_WORD" 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t place:1 .
docker run -d --name place place:1
