#!/bin/bash
set -e
docker pull -q debian:12
docker pull -q nginx:1.22
docker run -d --name web nginx:1.22
docker rmi debian:12
