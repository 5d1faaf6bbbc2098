#!/bin/bash
# hint: ended and is still here
docker rm old1
