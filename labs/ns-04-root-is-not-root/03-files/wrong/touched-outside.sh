#!/bin/bash
# hint: was not made by your root inside
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups unshare --user --map-root-user sleep 1000 &> /dev/null &
touch "/home/$LAB_USER/mine"
