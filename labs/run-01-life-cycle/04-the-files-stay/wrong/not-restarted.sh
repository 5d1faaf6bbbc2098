#!/bin/bash
# hint: has not been restarted
docker cp /root/note box:/note
docker rename box "$LAB_WORD"
