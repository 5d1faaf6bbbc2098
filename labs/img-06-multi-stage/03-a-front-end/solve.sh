#!/bin/bash
set -e
cd /root/page
cat > Dockerfile << 'END'
FROM busybox AS build
WORKDIR /page
COPY . .
RUN ./build.sh

FROM nginx:1.22
COPY site.conf /etc/nginx/conf.d/default.conf
COPY --from=build /page/dist /srv/site
END
docker build -q -t page:1 .
docker run -d --name page -p 8088:8088 page:1
