#!/bin/bash
# hint: left still runs
docker exec kept touch "/$LAB_WORD"
docker exec left sh -c exit
