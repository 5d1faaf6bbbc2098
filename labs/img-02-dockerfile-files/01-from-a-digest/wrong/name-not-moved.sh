#!/bin/bash
# hint: tin:1 has one layer only
cd /root/tin
docker build -q -t tin:1 .
