#!/bin/bash
# hint: more than one layer
cd /root || exit
docker import saved.tar oops:1
docker load -i saved.tar
docker tag note:1 flat:1
docker run -d --name flat flat:1 sleep 1d
