#!/bin/bash
set -e
upper=$(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' web)
echo "written outside" > "$upper/note"
