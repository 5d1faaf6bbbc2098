#!/bin/bash
set -e
cd /root/site
echo '<p>and rolls</p>' >> index.html
docker build -q -t site:2 .
