#!/bin/bash
# Start of this step: a worker that finishes its work on QUIT; no image and no container of it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f worker > /dev/null 2>&1 || true
docker rmi -f worker:1 worker:0 > /dev/null 2>&1 || true
mkdir -p /root/worker
cd /root/worker
cat > work.sh << 'END'
#!/bin/sh
# Like nginx: QUIT means "finish what you are at, then go". TERM is not answered at all.
trap 'echo finished in peace; exit 0' QUIT
echo working
while true; do sleep 0.2; done
END
chmod +x work.sh
printf '%s\n' 'FROM busybox' 'COPY work.sh /' 'CMD ["/work.sh"]' > Dockerfile
