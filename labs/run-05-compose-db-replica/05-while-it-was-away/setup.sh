#!/bin/bash
# Start of this step: the replica follows, and there is no table sold.
set -e
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
. "$LAB_LIB/replica.sh"
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/state.sh"
engine
both
goods
ask primary "DROP TABLE IF EXISTS store.sold"
until_true 10 level
