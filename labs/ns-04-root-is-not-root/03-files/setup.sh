#!/bin/bash
# Start of this step: the user exists, and his home has neither of the two files.
set -e
getent passwd "$LAB_USER" > /dev/null || useradd --create-home --shell /bin/bash --uid "$LAB_UID" "$LAB_USER"
chmod 755 "/home/$LAB_USER"
rm -f "/home/$LAB_USER/mine" "/home/$LAB_USER/refused"
