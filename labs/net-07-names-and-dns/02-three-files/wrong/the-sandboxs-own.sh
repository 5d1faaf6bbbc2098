#!/bin/bash
# hint: the sandbox's own
echo "192.0.2.7 $LAB_BOX" >> /etc/hosts
