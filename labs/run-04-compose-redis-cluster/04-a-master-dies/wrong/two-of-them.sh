#!/bin/bash
# hint: More than one is dead
/root/ring/who | sed -n 's/^\(r.\) .*master.*/ring-\1-1/p' | head -n 2 | xargs docker kill
