#!/bin/bash
# hint: does not know
echo "192.0.2.7 $LAB_BOX" >> "$(docker inspect -f '{{.HostnamePath}}' desk)"
