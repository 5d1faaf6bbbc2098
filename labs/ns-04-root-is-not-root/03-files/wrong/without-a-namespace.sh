#!/bin/bash
# hint: is not root of a user namespace yet
cd "/home/$LAB_USER" || exit 1
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups bash -c 'touch mine; cat /etc/shadow 2> refused; exec sleep 1000' &> /dev/null &
