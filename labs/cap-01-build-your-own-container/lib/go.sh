#!/bin/bash
# go COMMAND...: the learner's container in the background, as a second terminal would have it.
# What a lab's script starts runs beside the learner's groups until the script has ended. So it waits to be let in.
go() {
  # shellcheck disable=SC2016  # for the inner shell
  setsid bash -c 'while grep -q "/\.\./" /proc/self/cgroup; do sleep 0.1; done; exec /root/box/run "$@"' "" "$LAB_BOX" "$@" &> /dev/null &
}
