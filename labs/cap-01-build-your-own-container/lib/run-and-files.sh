#!/bin/bash
# The script, and its first part.
write_run() {
  cat > /root/box/run << 'END'
#!/bin/bash
# run NAME COMMAND...: a command in a container
set -e
name=$1; shift
home=/root/box/$name
for part in /root/box/[0-9]*; do . $part; done
END
  chmod +x /root/box/run
}
write_files() {
  cat > /root/box/10-files << 'END'
# the image below, and on top a layer of its own
mkdir -p $home/{upper,work,root}
mountpoint -q $home/root || mount -t overlay $name \
  -o lowerdir=/root/image,upperdir=$home/upper,workdir=$home/work $home/root
END
}
