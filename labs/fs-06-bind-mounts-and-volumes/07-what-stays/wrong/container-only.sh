#!/bin/bash
# hint: A volume without a name is left
docker rm -f anon
