#!/bin/bash
# Start of this step: the replica follows the primary, and there is no table goods.
set -e
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
. "$LAB_LIB/replica.sh"
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/state.sh"
engine
both
