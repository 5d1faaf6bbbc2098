#!/bin/bash
set -e
cd /root
docker import saved.tar oops:1
docker import exported.tar flat:1
docker run -d --name flat flat:1 sleep 1d
