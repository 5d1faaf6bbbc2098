#!/bin/bash
set -e
. "$LAB_LIB/box.sh"
write_note
