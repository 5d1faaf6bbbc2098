#!/bin/bash
# Start of this step: two recipes; no image and no container of them.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect debian:12 > /dev/null 2>&1 || docker pull -q debian:12 > /dev/null
docker rm -f shell exec > /dev/null 2>&1 || true
docker rmi -f forms:shell forms:exec > /dev/null 2>&1 || true
mkdir -p /root/forms
cd /root/forms
printf '%s\n' 'FROM debian:12' 'CMD sleep 1d' > Shell
printf '%s\n' 'FROM debian:12' 'CMD ["sleep", "1d"]' > Exec
