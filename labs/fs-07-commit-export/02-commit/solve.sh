#!/bin/bash
set -e
docker commit -a "$LAB_WORD" -m 'hello, compiled by hand' -c 'CMD ["hello"]' bench hello:1
docker run --name hello hello:1
