#!/bin/bash
# hint: The layers are not as
mkdir -p /root/image /root/box/"$LAB_BOX"/{upper,work,root}
docker create --name donor busybox
docker export donor | tar -x -C /root/image
docker rm donor
cd "/root/box/$LAB_BOX" || exit
mount -t overlay "$LAB_BOX" -o "lowerdir=$PWD/upper,upperdir=/root/image,workdir=/root/box/$LAB_BOX/work" root
echo "I am $LAB_BOX" > root/etc/motd
