#!/bin/bash
# hint: The sources are in the image
cd /root/page || exit
printf '%s\n' 'FROM busybox AS build' 'WORKDIR /page' 'COPY . .' 'RUN ./build.sh && mv dist/index.html index.html' '' 'FROM nginx:1.22' 'COPY site.conf /etc/nginx/conf.d/default.conf' 'COPY --from=build /page /srv/site' > Dockerfile
docker build -q -t page:1 .
docker run -d --name page -p 8088:8088 page:1
