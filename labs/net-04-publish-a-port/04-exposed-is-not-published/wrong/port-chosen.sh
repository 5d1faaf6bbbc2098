#!/bin/bash
# hint: Let Docker choose
docker run -d --name loud -p 9001:80 nginx
