#!/bin/bash
# hint: nobody lives in /root/box
mount -t proc proc /root/box/proc
