#!/bin/bash
# Start of this step: the user exists, and no process is number 1 of a pid namespace of its own.
set -e
getent passwd "$LAB_USER" > /dev/null || useradd --create-home --shell /bin/bash --uid "$LAB_UID" "$LAB_USER"
chmod 755 "/home/$LAB_USER"
for dir in /proc/[0-9]*; do
  if grep -qE "^NSpid:[[:space:]]+[0-9]+[[:space:]]+[0-9]" "$dir/status" 2> /dev/null; then kill -9 "${dir#/proc/}" 2> /dev/null || true; fi
done
