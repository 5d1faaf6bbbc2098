#!/bin/bash
set -e
cd /root/site
echo colours >> packages.txt
docker build -q -t site:4 .
