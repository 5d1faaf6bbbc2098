#!/bin/bash
# hint: left did not end by exit
docker exec kept touch "/$LAB_WORD"
docker kill left
