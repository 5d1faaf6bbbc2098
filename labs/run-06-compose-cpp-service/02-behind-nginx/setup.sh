#!/bin/bash
# Start of this step: source and recipe, and nothing of the project.
set -e
. "$LAB_LIB/source.sh"
. "$LAB_LIB/recipe.sh"
. "$LAB_LIB/site.sh"
. "$LAB_LIB/state.sh"
engine
clear_site
[ -e /root/site/app/main.cpp ] || write_source one
[ -e /root/site/app/Dockerfile ] || write_recipe
rm -f /root/site/{compose.yaml,web.conf}
cd /root/site
docker build -q -t site-app app > /dev/null
