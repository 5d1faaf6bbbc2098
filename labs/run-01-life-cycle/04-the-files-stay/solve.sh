#!/bin/bash
set -e
docker cp /root/note box:/note
docker restart -t 0 box
docker rename box "$LAB_WORD"
