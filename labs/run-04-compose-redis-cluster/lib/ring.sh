#!/bin/bash
# Six nodes ring-r1-1 to ring-r6-1, made by /root/ring/compose.yaml.
all=(ring-r{1..6}-1)

recipe() {
  local n
  printf '%s\n' 'x-node: &node' '  image: ring:1' '' 'services:'
  for n in $(seq "$1"); do echo "  r$n: *node"; done
}

# compose ...: quiet, and what it said is printed if it fails
compose() {
  (cd /root/ring && docker compose --progress quiet "$@") > /tmp/compose.log 2>&1 || {
    cat /tmp/compose.log >&2
    return 1
  }
}

engine_runs() {
  docker version > /dev/null 2>&1 || service docker start
  docker image inspect redis:7 > /dev/null 2>&1 || docker pull -q redis:7 > /dev/null
}

image_is_built() {
  engine_runs
  docker image inspect ring:1 > /dev/null 2>&1 || docker build -q -t ring:1 /root/ring > /dev/null
}

# addresses: "ring-r1-1 172.18.0.2" for each that runs. A check looks once, and keeps it in `seen`: it has ten seconds for all.
addresses() {
  [ -z "${seen-}" ] || {
    echo "$seen"
    return
  }
  docker inspect -f '{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "${all[@]}" 2> /dev/null | sed -n 's|^/\(.* [0-9.]\{7,\}\)$|\1|p'
}

# ask ADDRESS COMMAND...: the lines that come over the wire
ask() {
  local address=$1 line
  shift
  { exec 3<> "/dev/tcp/$address/6379"; } 2> /dev/null || return 0
  printf '%s\r\nQUIT\r\n' "$*" >&3
  while IFS= read -r -t 2 -u 3 line; do printf '%s\n' "${line%$'\r'}"; done
  exec 3>&-
}

# One of those that run, to be asked about all.
any() { addresses | tail -n 1 | cut -d ' ' -f 2; }

# is_whole: all slots are answered for, by three masters, and whoever runs has heard of six
is_whole() {
  local info
  info=$(ask "$(any)" CLUSTER INFO)
  [[ $info == *cluster_state:ok* && $info == *cluster_slots_ok:16384* && $info == *cluster_known_nodes:6* && $info == *cluster_size:3* ]]
}

# replicas_of_all: three masters, and each has a replica that has copied everything. (One that has not cannot take its place.)
replicas_of_all() {
  local address masters=0
  for address in $(addresses | cut -d ' ' -f 2); do
    [[ $(ask "$address" INFO replication) != *role:master*state=online* ]] || masters=$((masters + 1))
  done
  [ "$masters" = 3 ]
}

# owner_of KEY: the container that answers for it; the others name somebody else, or nobody
owner_of() {
  local name address answer
  while read -r name address; do
    answer=$(ask "$address" GET "$1")
    case $answer in
      -* | '') ;;
      *)
        echo "$name"
        return
        ;;
    esac
  done < <(addresses)
}

# has_owner KEY: also within the seconds in which a master is dead and nobody has said so yet, this is false
has_owner() { is_whole && [ -n "$(owner_of "$1")" ]; }

# put KEY VALUE: at whoever answers for it
put() {
  local address answer
  while read -r _ address; do
    answer=$(ask "$address" SET "$1" "$2")
    [[ $answer != +OK* ]] || return 0
  done < <(addresses)
  return 1
}

# get KEY: from whoever answers for it
get() {
  local address
  address=$(addresses | sed -n "s/^$(owner_of "$1") //p")
  [ -z "$address" ] || ask "$address" GET "$1" | sed -n '1 { /^\$-1$/q }; 2p'
}

# within SECONDS COMMAND...
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
}

six_run() {
  image_is_built
  [ "$(docker ps -q --filter name=ring-r --filter ancestor=ring:1 | wc -l)" = 6 ] && return
  [ "$(grep -c '\*node' /root/ring/compose.yaml 2> /dev/null)" = 6 ] || recipe 6 > /root/ring/compose.yaml
  compose up -d --remove-orphans
}

# six_alone: as new, none has heard of another
six_alone() {
  image_is_built
  recipe 6 > /root/ring/compose.yaml
  compose down -v -t 1 --remove-orphans
  compose up -d
  within 30 six_answer
}
six_answer() {
  local address
  for address in $(addresses | cut -d ' ' -f 2); do ask "$address" PING | grep -q PONG || return; done
}

# each_alone: none has heard of another
each_alone() {
  ! addresses | while read -r _ address; do ask "$address" CLUSTER INFO; done | grep -E '^cluster_(known_nodes|slots_assigned):' | grep -qvE ':[01]$'
}

# A ring that is whole, with a replica for each, is left as it is.
one_ring() {
  six_run
  within 30 six_answer
  if ! each_alone; then
    ! within 10 is_whole || ! within 10 replicas_of_all || return 0
    six_alone
  fi
  docker exec ring-r1-1 redis-cli --cluster create r{1..6}:6379 --cluster-replicas 1 --cluster-yes > /tmp/create.log
  within 40 is_whole && within 40 replicas_of_all
}

# say ENGLISH CHINESE: the hint, and not yet
say() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
