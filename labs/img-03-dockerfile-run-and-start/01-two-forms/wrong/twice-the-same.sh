#!/bin/bash
# hint: Process 1 of exec is a shell
cd /root/forms || exit
docker build -q -t forms:shell -f Shell .
docker build -q -t forms:exec -f Shell .
docker run -d --name shell forms:shell
docker run -d --name exec forms:exec
