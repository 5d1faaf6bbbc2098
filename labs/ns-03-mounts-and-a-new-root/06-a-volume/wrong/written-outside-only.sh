#!/bin/bash
# hint: Nobody lives in the box yet
echo "$LAB_BOX" > /root/volume/note
