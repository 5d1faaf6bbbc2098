#!/bin/bash
# hint: still carries
docker commit -c 'CMD ["sleep", "1d"]' after thin:1
docker run -d --name thin thin:1
