#!/bin/sh
# Stands for apt-get, npm or pip, which need the internet: each line of packages.txt takes a second and makes a file of 2 MiB.
set -e
mkdir -p /packages
while read -r name; do
  echo "installing $name"
  dd if=/dev/urandom of="/packages/$name" bs=1M count=2 2> /dev/null
  sleep 1
done < packages.txt
