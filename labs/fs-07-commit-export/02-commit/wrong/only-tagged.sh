#!/bin/bash
# hint: no layer more
docker tag gcc:12 hello:1
docker run --name hello hello:1 true
