#!/bin/bash
# Start of this step: six nodes run, and none has heard of another.
. "$LAB_LIB/ring.sh"
set -e
six_run
within 10 six_answer
each_alone || six_alone
