#!/bin/bash
# hint: There is no running container flat yet
cd /root || exit
docker import exported.tar oops:1
docker import saved.tar flat:1
