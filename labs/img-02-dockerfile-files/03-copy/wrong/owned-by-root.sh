#!/bin/bash
# hint: does not belong to user
cd /root/copy || exit
printf '%s\n' 'FROM busybox' 'COPY menu /srv/menu/' 'COPY *.txt /srv/' 'COPY owner.txt /home/' 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t copy:1 .
docker run -d --name copy copy:1
