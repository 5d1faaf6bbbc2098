#!/bin/bash
# hint: Docker's books
docker update --memory 48m --cpus 0.25 box
