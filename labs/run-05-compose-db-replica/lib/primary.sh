#!/bin/bash
# The primary alone.
write_primary() {
  cat > /root/store/compose.yaml << 'END'
services:
  primary:
    build: .
    image: store
    command: --server-id=1
    env_file: store.env
    environment:
      ROLE: primary
END
}
