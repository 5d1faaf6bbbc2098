#!/bin/bash
. "$LAB_LIB/box.sh"
[ "$(cat "$(box)/merged/note.txt")" = "$LAB_KEY $LAB_COLOR" ] || not_yet "note.txt says other words than yours." "note.txt 里写的不是属于你的词。"
