#!/bin/bash
set -e
cd /root/site
cat > Dockerfile << 'END'
FROM busybox
WORKDIR /site
COPY packages.txt install.sh ./
RUN ./install.sh
COPY . .
CMD ["httpd", "-f", "-p", "80"]
END
docker build -q -t site:3 .
echo '<p>Closed on Mondays</p>' >> index.html
docker build -q -t site:3 .
