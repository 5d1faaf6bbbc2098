#!/bin/bash
# hint: in a new file
sed -i "\$a 192.0.2.7 $LAB_BOX" "$(docker inspect -f '{{.HostsPath}}' desk)"
