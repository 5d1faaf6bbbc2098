#!/bin/bash
# The replica beside it.
write_replica() {
  cat >> /root/store/compose.yaml << 'END'
  replica:
    image: store
    command: --server-id=2 --read-only
    env_file: store.env
    environment:
      ROLE: replica
END
}
