#!/bin/bash
# hint: in a layer of its own
cd /root/copy || exit
printf '%s\n' 'FROM busybox' 'COPY menu /srv/menu/' 'COPY *.txt /srv/' 'COPY owner.txt /home/' "RUN chown $LAB_UID /home/owner.txt" 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t copy:1 .
docker run -d --name copy copy:1
