#!/bin/bash
# hint: something else than /root/a
mount --bind /root/b /root/b
