#!/bin/bash
# hint: Nothing is mounted on /root/b
cp /root/a/in_a /root/b/
rm /root/b/in_b
