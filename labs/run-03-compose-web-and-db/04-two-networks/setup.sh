#!/bin/bash
# Start of this step: all three run, on one network.
. "$LAB_LIB/stack.sh"
set -e
stack_at 3
