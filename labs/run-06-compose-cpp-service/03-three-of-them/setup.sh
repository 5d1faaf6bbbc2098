#!/bin/bash
# Start of this step: one service of version one behind nginx.
set -e
. "$LAB_LIB/source.sh"
. "$LAB_LIB/recipe.sh"
. "$LAB_LIB/site.sh"
. "$LAB_LIB/state.sh"
engine
site 1 one
