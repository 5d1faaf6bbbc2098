#!/bin/bash
set -e
cd /root/forms
docker build -q -t forms:shell -f Shell .
docker build -q -t forms:exec -f Exec .
docker run -d --name shell forms:shell
docker run -d --name exec forms:exec
