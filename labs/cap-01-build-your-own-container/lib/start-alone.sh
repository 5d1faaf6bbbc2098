#!/bin/bash
# The start before there is a network, and the first things inside.
write_start_alone() {
  cat > /root/box/40-start << 'END'
# a process that sees less; init does the rest, inside
unshare --mount --uts --ipc --pid --fork /root/box/init $home/root $name "$@"
END
}
write_init_name() {
  cat > /root/box/init << 'END'
#!/bin/bash
# init ROOT NAME COMMAND...: inside, before the command
set -e
root=$1 name=$2; shift 2
hostname $name
exec "$@"
END
  chmod +x /root/box/init
}
