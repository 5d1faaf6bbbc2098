#!/bin/bash
# hint: the two do not agree
sql replica "SET GLOBAL sql_slave_skip_counter = 1; START REPLICA"
