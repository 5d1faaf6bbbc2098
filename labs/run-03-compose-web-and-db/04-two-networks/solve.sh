#!/bin/bash
set -e
cd /root/guestbook
sed -i 's/^  web:/&\n    networks: [front]/; s/^  app:/&\n    networks: [front, back]/; s/^  db:/&\n    networks: [back]/' compose.yaml
printf '\nnetworks:\n  front:\n  back:\n' >> compose.yaml
docker compose up -d --wait
