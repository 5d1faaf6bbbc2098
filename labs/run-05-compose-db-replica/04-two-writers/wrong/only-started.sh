#!/bin/bash
# hint: its own number 7 is in the way
sql replica "START REPLICA"
