#!/bin/bash
# Start of this step: somebody wrote number 7 at the replica, then the primary did too, and the replica has come to a halt.
set -e
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
. "$LAB_LIB/replica.sh"
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/state.sh"
engine
both
goods
ask replica "INSERT INTO store.goods VALUES (7, 'mistake', 1)"
ask primary "INSERT INTO store.goods VALUES (7, 'crates', 40)"
halted() { status=$(status_of_replica); [ "$(field Last_SQL_Errno)" = 1062 ]; }
until_true 10 halted
