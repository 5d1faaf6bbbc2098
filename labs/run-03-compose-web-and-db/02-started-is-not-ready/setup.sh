#!/bin/bash
# Start of this step: web and app run. compose.yaml has a database as well, which is new, does not run yet, and is not waited for.
. "$LAB_LIB/stack.sh"
set -e
stack_at 1
docker volume rm guestbook_data > /dev/null 2>&1 || true
docker image inspect mariadb:10.11 > /dev/null 2>&1 || docker pull -q mariadb:10.11 > /dev/null
recipe 2 > compose.yaml
