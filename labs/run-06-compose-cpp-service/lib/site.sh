#!/bin/bash
# The service and nginx before it. How many services?
write_site() {
  mkdir -p /root/site
  cd /root/site || exit
  cat > web.conf << 'END'
server {
    listen 80;
    location / {
        proxy_pass http://app:8080;
    }
}
END
  cat > compose.yaml << END
services:
  app:
    build: app
    deploy:
      replicas: $1
  web:
    image: nginx:1.22
    depends_on: [app]
    ports: ["$LAB_PORT:80"]
    volumes: ["./web.conf:/etc/nginx/conf.d/default.conf:ro"]
END
}
