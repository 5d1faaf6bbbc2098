#!/bin/bash
# Start of this step: three services of the newest version behind nginx, deaf to SIGTERM.
set -e
. "$LAB_LIB/source.sh"
. "$LAB_LIB/recipe.sh"
. "$LAB_LIB/site.sh"
. "$LAB_LIB/state.sh"
engine
site 3 "$LAB_WORD"
