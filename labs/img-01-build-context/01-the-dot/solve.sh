#!/bin/bash
set -e
cd /root/town/shop
docker build -q -t shop:1 .
