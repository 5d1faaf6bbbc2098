#!/bin/bash
# hint: published nowhere
docker run -d --name loud --expose 80 nginx
