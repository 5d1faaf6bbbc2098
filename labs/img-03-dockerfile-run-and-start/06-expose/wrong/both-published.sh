#!/bin/bash
# hint: closed has a published port
docker run -d --name closed -p 8081:80 door:1
docker run -d --name open -P door:1
