#!/bin/bash
# Start of this step: a front end in sources, with a recipe that serves the sources; no page:1, no container page.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker image inspect nginx:1.22 > /dev/null 2>&1 || docker pull -q nginx:1.22 > /dev/null
docker rm -f page > /dev/null 2>&1 || true
docker rmi -f page:1 > /dev/null 2>&1 || true
mkdir -p /root/page/src
cd /root/page
echo '<h1>Harbour @NAME@</h1>' > src/index.html
echo 'h1 { color: navy }' > src/style.css
cat > build.sh << END
#!/bin/sh
# Stands for "npm run build": makes dist/ from src/.
set -e
mkdir -p dist
{ echo '<style>'; cat src/style.css; echo '</style>'; sed 's/@NAME@/$LAB_WORD/' src/index.html; } > dist/index.html
END
chmod +x build.sh
cat > site.conf << 'END'
server {
    listen 8088;
    root /srv/site;
    try_files $uri /index.html;
}
END
cat > Dockerfile << 'END'
FROM nginx:1.22
COPY site.conf /etc/nginx/conf.d/default.conf
COPY src /srv/site
END
