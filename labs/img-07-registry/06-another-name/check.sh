#!/bin/bash
# The engine makes one exception, by reading daemon.json, and the push went through.
. "$LAB_LIB/shelf.sh"
there=172.17.0.1:$LAB_PORT
trusted=$(docker info -f '{{range $name, $_ := .RegistryConfig.IndexConfigs}}{{$name}} {{end}}{{.RegistryConfig.InsecureRegistryCIDRs}}')
if [[ $trusted =~ (0\.0\.0\.0/0|172\.17\.0\.0/) ]]; then
  say "The engine now believes more than one registry without TLS. Name just $there in insecure-registries, and: service docker reload" \
    "现在引擎不用 TLS 就相信的，不止一个镜像仓库了。insecure-registries 里只写 $there，然后 service docker reload"
fi
if [[ " $trusted" != *" $there "* ]]; then
  if grep -qF "$there" /etc/docker/daemon.json; then
    say "daemon.json names $there, and the engine has not read it: service docker reload (jq . /etc/docker/daemon.json finds a missing comma)" \
      "daemon.json 里写了 $there，但引擎还没有读：service docker reload（少了逗号的话，jq . /etc/docker/daemon.json 能找出来）"
  fi
  say "The engine does not make an exception for $there yet: add it to insecure-registries in /etc/docker/daemon.json" \
    "引擎还没有为 $there 破例：把它加进 /etc/docker/daemon.json 的 insecure-registries"
fi
[ -n "$(manifest "$LAB_WORD/far" 1)" ] ||
  say "The registry has no $LAB_WORD/far:1 yet: docker push $there/$LAB_WORD/far:1" \
    "镜像仓库里还没有 $LAB_WORD/far:1：docker push $there/$LAB_WORD/far:1"
