#!/bin/bash
# hint: Now take the name debian:12 away
docker pull -q debian:12
docker pull -q nginx:1.22
docker run -d --name web nginx:1.22
