#!/bin/bash
set -e
cd /root/ship
cat > Dockerfile << 'END'
FROM gcc:12 AS yard
COPY ship.c .
RUN gcc -static -o /ship ship.c

FROM scratch
COPY --from=yard /ship /ship
CMD ["/ship"]
END
docker build -q -t ship:2 .
docker run -d --name sail ship:2
