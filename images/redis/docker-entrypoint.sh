#!/bin/sh
set -eu

# Options or a configuration file alone are for the server: docker run redis --appendonly yes
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then
  set -- redis-server "$@"
fi

if [ "$1" = redis-server ]; then
  # Not root: the files of the volume and the process belong to redis.
  if [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis:redis {} +
    exec setpriv --reuid=redis --regid=redis --init-groups "$0" "$@"
  fi
  # Other containers are not "localhost". Who brings a configuration file decides that in it.
  case ${2-} in
    *.conf | -v | --version | -h | --help | --test-memory | --check-system) ;;
    *)
      shift
      set -- redis-server --protected-mode no "$@"
      ;;
  esac
fi

exec "$@"
