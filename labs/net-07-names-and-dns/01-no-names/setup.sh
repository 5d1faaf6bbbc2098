#!/bin/bash
# Start of this step: web runs on the default network, and there is no desk.
set -e
. "$LAB_LIB/engine.sh"
engine
gone desk web2 plain
on bridge web
