#!/bin/bash
# hint: here say nothing
docker build -q -t notes /root/notes
docker run -d --name anon -v extra:/data notes sleep 1d
