#!/bin/bash
set -e
cd /root
docker save -o note.tar note:1
mkdir -p unpacked
tar -xf note.tar -C unpacked
