#!/bin/bash
set -e
sql replica "DELETE FROM goods WHERE id = 7"
sql replica "START REPLICA"
until sql replica "SELECT * FROM goods" | grep crates; do sleep 0.3; done
