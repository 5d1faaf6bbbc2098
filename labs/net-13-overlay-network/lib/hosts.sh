#!/bin/bash
# engine: it runs, and has the image.
engine() {
  docker version > /dev/null 2>&1 || service docker start
  docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
}

# cable: the host h2 at the other end of u2.
cable() {
  ip link set u2 up 2> /dev/null || true
  if ! ping -c 1 -W 1 -I u2 "$LAB_NET.2" > /dev/null 2>&1; then
    stop_second
    ip link del u2 2> /dev/null || true
    ip netns del h2 2> /dev/null || true
    ip netns add h2
    ip link add u2 type veth peer name eth0 netns h2
    ip addr add "$LAB_NET.1/24" dev u2
    ip link set u2 up
    ip -n h2 addr add "$LAB_NET.2/24" dev eth0
    ip -n h2 link set eth0 up
    ip -n h2 link set lo up
    ip -n h2 route add default via "$LAB_NET.1"
  fi
}

# stop_second: no engine in h2, and nothing of it.
stop_second() {
  local pid
  pid=$(cat /run/docker-h2.pid 2> /dev/null || true)
  if [ -n "$pid" ] && h2 docker version > /dev/null 2>&1; then
    h2 docker rm -f two > /dev/null 2>&1 || true
    kill "$pid"
    while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
  fi
  rm -rf /run/docker-h2.pid /run/docker-h2.sock /var/lib/docker/h2/swarm
}

# second: an engine in h2, below its own directory, with the image. Not by `ip netns exec`: containerd has to see its mounts.
second() {
  if ! h2 docker version > /dev/null 2>&1; then
    stop_second
    setsid nsenter --net=/run/netns/h2 unshare --uts sh -c 'hostname h2
      exec dockerd --data-root /var/lib/docker/h2 --exec-root /run/docker-h2 --pidfile /run/docker-h2.pid -H unix:///run/docker-h2.sock \
        --containerd /run/containerd/containerd.sock --containerd-namespace h2 --containerd-plugins-namespace h2-plugins' \
      > /var/log/docker-h2.log 2>&1 < /dev/null &
    for _ in $(seq 200); do
      if h2 docker version > /dev/null 2>&1; then break; fi
      sleep 0.1
    done
  fi
  h2 docker image inspect busybox > /dev/null 2>&1 || docker save busybox | h2 docker load > /dev/null
}

# state DOCKER...: "active ADDRESS" of the engine's own node.
state() { "$@" info -f '{{.Swarm.LocalNodeState}} {{.Swarm.NodeAddr}}' 2> /dev/null; }

# alone: this engine is in no swarm, and h2 in none with it.
alone() {
  docker rm -f one two > /dev/null 2>&1 || true
  stop_second
  [[ "$(state docker)" == inactive* ]] || docker swarm leave --force > /dev/null
  docker network rm team > /dev/null 2>&1 || true
}

# swarm: this engine is the manager, has the network team, and a container one on it.
swarm() {
  if [ "$(state docker)" != "active $LAB_NET.1" ]; then
    alone
    docker swarm init --advertise-addr "$LAB_NET.1" > /dev/null
  fi
  # For published ports of services. Two more rooms on each host, which nobody needs here.
  if docker network inspect ingress > /dev/null 2>&1; then docker network rm ingress <<< y > /dev/null; fi
  if [ "$(docker network inspect -f '{{index .Options "com.docker.network.driver.overlay.vxlanid_list"}}' team 2> /dev/null)" != "$LAB_VNI" ]; then
    docker rm -f one > /dev/null 2>&1 || true
    if h2 docker version > /dev/null 2>&1; then h2 docker rm -f two > /dev/null 2>&1 || true; fi
    docker network rm team > /dev/null 2>&1 || true
    docker network create -d overlay --attachable --opt com.docker.network.driver.overlay.vxlanid_list="$LAB_VNI" team > /dev/null
  fi
  if [ "$(docker inspect -f '{{.State.Running}} {{.HostConfig.NetworkMode}}' one 2> /dev/null)" != "true team" ]; then
    docker rm -f one > /dev/null 2>&1 || true
    docker run -d --name one --network team busybox sleep 1d > /dev/null
  fi
}

# unlisted: nothing called h2 is on the swarm's list; a node that has left is kept on it until it is removed.
unlisted() {
  docker node ls --format '{{.ID}} {{.Hostname}}' | while read -r id name; do
    if [ "$name" = h2 ]; then docker node rm -f "$id" > /dev/null; fi
  done
}

# joined: h2 is a worker of this swarm.
joined() {
  if ! { [ "$(state h2 docker)" = "active $LAB_NET.2" ] && docker node ls --format '{{.Hostname}} {{.Status}}' | grep -q '^h2 Ready'; }; then
    h2 docker swarm leave --force > /dev/null 2>&1 || true
    unlisted
    h2 docker swarm join --advertise-addr "$LAB_NET.2" --token "$(docker swarm join-token -q worker)" "$LAB_NET.1:2377" > /dev/null
  fi
}

# two: runs in h2, on team.
two() {
  if [ "$(h2 docker inspect -f '{{.State.Running}} {{.HostConfig.NetworkMode}}' two 2> /dev/null)" != "true team" ]; then
    h2 docker rm -f two > /dev/null 2>&1 || true
    h2 docker run -d --name two --network team busybox sleep 1d > /dev/null
  fi
}
