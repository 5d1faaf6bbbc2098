#!/bin/bash
set -e
cd /root/site
docker build -q -t site:1 .
docker build -q -t site:1 .
