#!/bin/bash
# hint: other words than yours
. "$LAB_LIB/box.sh"
echo hello > "$(box)/merged/note.txt"
