#!/bin/bash
set -e
docker export after | docker import -c 'CMD ["sleep", "1d"]' - thin:1
docker run -d --name thin thin:1
