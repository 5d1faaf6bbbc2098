#!/bin/bash
set -e
docker build -q -t notes /root/notes
docker run -d --name anon notes sleep 1d
