#!/bin/bash
# hint: tin:1 has one layer only
cd /root/tin || exit
docker build -q -t tin:1 .
