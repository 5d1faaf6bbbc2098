#!/bin/bash
# hint: At /data, mine still has a volume
docker run -d --name mine -v /root/site:/site notes sleep 1d
