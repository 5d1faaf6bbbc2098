#!/bin/bash
# What is done inside, with the root exchanged.
write_init() {
  cat > /root/box/init << 'END'
#!/bin/bash
# init ROOT NAME COMMAND...: inside, before the command
set -e
root=$1 name=$2; shift 2
hostname $name
mount -t proc proc $root/proc
mount --rbind /dev $root/dev
cd $root
mkdir -p old
pivot_root . old
hash -r
umount -l /old
rmdir /old
exec "$@"
END
  chmod +x /root/box/init
}
