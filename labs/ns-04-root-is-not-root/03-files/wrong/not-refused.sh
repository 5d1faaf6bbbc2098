#!/bin/bash
# hint: something else than the answer
cd "/home/$LAB_USER" || exit 1
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups unshare --user --map-root-user bash -c 'touch mine; echo fine > refused; exec sleep 1000' &> /dev/null &
