#!/bin/bash
set -e
. "$LAB_LIB/box.sh"
mount_overlay
