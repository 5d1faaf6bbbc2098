#!/bin/bash
set -e
docker run -d --name mine -v /root/site:/data notes sleep 1d
