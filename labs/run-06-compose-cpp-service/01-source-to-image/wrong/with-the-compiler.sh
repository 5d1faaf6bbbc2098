#!/bin/bash
# hint: carries more than the program
cd /root/site || exit
printf '%s\n' 'FROM gcc:12' 'COPY main.cpp .' 'RUN g++ -O2 -static -o /service main.cpp' 'CMD ["/service"]' > app/Dockerfile
docker build -q -t app:1 app
docker run -d --name try -p "$LAB_PORT:8080" app:1
