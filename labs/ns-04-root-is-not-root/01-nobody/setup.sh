#!/bin/bash
# Start of this step: an ordinary user exists, and no process of his runs.
set -e
getent passwd "$LAB_USER" > /dev/null || useradd --create-home --shell /bin/bash --uid "$LAB_UID" "$LAB_USER"
chmod 755 "/home/$LAB_USER"
pkill -9 -u "$LAB_UID" || true
while pgrep -u "$LAB_UID"; do sleep 0.1; done > /dev/null
