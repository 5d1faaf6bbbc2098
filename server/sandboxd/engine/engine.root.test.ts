import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab } from "../sandboxes/test-support.ts";
import { IMPORT_BUSYBOX } from "./test-image.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let createMs: number;
beforeAll(async () => {
  lab = await openTestLab();
  const profile = lab.profile(withEngineDefaults({ engine: "docker" as const, hostname: "harbour" }));
  const began = performance.now();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "engine", profile });
  createMs = performance.now() - began;
  sandbox = lab.sandboxes.get(id)!;
});
afterAll(() => lab?.[Symbol.asyncDispose]());

/** Runs a script as the student would, and answers with its output; fails the test with what it said when it does not exit 0. */
async function inside(script: string, timeoutMs = 30_000): Promise<string> {
  const { exitCode, stdout, stderr } = await execIn(sandbox, `set -e\n${script}`, { inBox: true, timeoutMs });
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim();
}

describe("the Docker Engine of a sandbox", () => {
  it("answers as soon as the sandbox runs, and whoever waits was told what for", async () => {
    expect(await inside("docker version --format '{{.Server.Version}}'")).toMatch(/^26\./);
    expect(lab.changes.map(({ detail }) => detail)).toContain("starting the Docker Engine");
    const rss = await inside("ps -o rss= -C dockerd,containerd | awk '{ sum += $1 } END { print int(sum / 1024) }'");
    console.info(`create to a working docker version: ${Math.round(createMs)} ms; RSS of dockerd and containerd: ${rss} MiB`);
  });

  it("is the student's: root inside, under their limits, and dies by their hand", async () => {
    expect(await inside("ps -o user= -C dockerd,containerd | sort -u")).toBe("root");
    expect(await inside("for p in $(pidof dockerd containerd) $$; do md5sum < /proc/$p/cgroup; done | sort -u | wc -l")).toBe(
      "1",
    );
  });

  it("keeps layers with overlay2 on the sandbox's own file system", async () => {
    expect(await inside("docker info --format '{{.Driver}} {{.CgroupDriver}}'")).toBe("overlay2 cgroupfs");
    await inside(IMPORT_BUSYBOX);
    expect(await inside("ls /var/lib/docker/overlay2 | wc -l")).toBe("2");
  });

  it("runs a container in the foreground, with its own root, pids and host name", async () => {
    expect(
      await inside("docker run --rm --hostname cell bb:1 sh -c 'hostname 2>/dev/null || cat /etc/hostname; echo $$; id -u'"),
    ).toBe("cell\n1\n0");
  });

  it("runs a container with an init before it, and with read-only binds of any place", async () => {
    expect(await inside("docker run --rm --init bb:1 cat /proc/1/comm")).toBe("docker-init");
    for (const place of ["/root", "/etc", "/tmp", "/usr/bin", "/var/lib/docker"])
      expect(await inside(`docker run --rm -v ${place}:/bound:ro bb:1 sh -c 'touch /bound/x 2> /dev/null || echo refused'`)).toBe(
        "refused",
      );
  });

  it("publishes a port of a container in the background", async () => {
    await inside(
      `docker run -d --name web -p 8088:80 bb:1 sh -c 'mkdir /w; echo served > /w/index.html; exec httpd -f -p 80 -h /w'`,
    );
    const address = "$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)";
    for (const url of ["http://localhost:8088/", "http://$(hostname -i):8088/", `http://${address}/`]) {
      expect(await inside(`curl --silent --retry 20 --retry-delay 0 --retry-connrefused --max-time 5 ${url}`)).toBe("served");
    }
    expect(await inside("iptables -t nat -S DOCKER")).toContain("--dport 8088 -j DNAT");
    await inside("docker rm -f web");
  });

  it("kills a container that takes more than its --memory, and nothing else", async () => {
    const script =
      "docker run --name hog --memory 24m --memory-swap 24m bb:1 dd if=/dev/zero of=/dev/null bs=200M count=1 || true";
    await inside(script);
    expect(await inside("docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' hog; docker rm hog")).toBe("true 137\nhog");
    expect(await inside("docker version --format '{{.Server.Version}}'")).toMatch(/^26\./);
  });

  it("lets containers on a network of their own find each other by name", async () => {
    await inside("docker network create blue; docker run -d --network blue --name server bb:1 sleep 1000");
    expect(await inside("docker run --rm --network blue bb:1 ping -c 1 server")).toContain("1 packets received");
    const began = performance.now();
    expect(await inside("docker run --rm bb:1 ping -c 1 -W 1 server 2>&1 || true")).toContain("bad address");
    // Waiting for name servers that are not there takes 20 s.
    expect(performance.now() - began).toBeLessThan(10_000);
    await inside("docker rm -f server; docker network rm blue");
  });

  it("joins a macvlan network to eth0", async () => {
    await inside("docker network create -d macvlan --subnet 10.99.0.0/24 -o parent=eth0 flat");
    expect(await inside("docker run --rm --network flat bb:1 ip -4 addr show eth0")).toContain("10.99.0.2/24");
    await inside("docker network rm flat");
  });

  it("builds an image with BuildKit, and takes what has not changed from its cache", async () => {
    await inside(`
      mkdir -p /root/build; cd /root/build; echo one > input
      printf 'FROM bb:1\\nRUN echo built > /first\\nCOPY input /input\\nRUN cat /first /input > /all\\nCMD ["cat", "/all"]\\n' > Dockerfile`);
    expect(await inside("cd /root/build; docker build --progress plain -t app . 2>&1")).toContain(
      "naming to docker.io/library/app",
    );
    expect(await inside("docker run --rm app")).toBe("built\none");
    const again = await inside("cd /root/build; echo two > input; docker build --progress plain -t app . 2>&1");
    expect(again).toMatch(/#\d+ \[2\/4\] RUN echo built > \/first\n#\d+ CACHED/);
    expect(again).not.toMatch(/\[4\/4\][^\n]*\n#\d+ CACHED/);
    expect(await inside("docker run --rm app")).toBe("built\ntwo");
  });

  it("brings services up with Compose, and down again", async () => {
    await inside(`
      mkdir -p /root/compose; cd /root/compose
      cat > compose.yaml <<'YAML'
services:
  web:
    image: bb:1
    command: sh -c "mkdir /w; echo composed > /w/index.html; exec httpd -f -p 80 -h /w"
    ports: ["8089:80"]
  other:
    image: bb:1
    command: sleep 1000
YAML
      docker compose up -d 2>&1`);
    expect(await inside("curl --silent --retry 20 --retry-delay 0 --retry-connrefused --max-time 5 localhost:8089")).toBe(
      "composed",
    );
    expect(await inside("cd /root/compose; docker compose exec -T other ping -c 1 web")).toContain("1 packets received");
    await inside("cd /root/compose; docker compose down --timeout 0 2>&1");
    expect(await inside("docker ps -q")).toBe("");
  });

  it("saves an image as a tar with one blob per layer, and makes one of a container", async () => {
    const members = await inside("docker save app | tar -t");
    expect(members).toContain("manifest.json");
    expect(members.match(/blobs\/sha256\/[0-9a-f]{64}/g)!.length).toBeGreaterThanOrEqual(5);
    await inside("docker run --name writer bb:1 touch /made; docker commit writer kept; docker rm writer");
    expect(await inside("docker run --rm kept ls /made")).toBe("/made");
  });

  it("makes a swarm of one with an overlay network", async () => {
    await inside("docker swarm init --advertise-addr 127.0.0.1; docker network create -d overlay --attachable wide", 60_000);
    expect(await inside("docker run --rm --network wide bb:1 ip -4 addr show eth0")).toContain("inet 10.0.");
    await inside("docker network rm wide; docker swarm leave --force");
  });

  it("says quickly that an image is not here, since there is no way out", async () => {
    const began = performance.now();
    const { exitCode, stderr } = await execIn(sandbox, "docker pull no-such-image:1", { inBox: true });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining("registry-1.docker.io") });
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe("a student who is in charge of dockerd", () => {
  it("restarts it after editing daemon.json, and it heeds the file", async () => {
    await inside(`jq '.labels = ["mine=1"]' /etc/docker/daemon.json > /tmp/new; cat /tmp/new > /etc/docker/daemon.json`);
    expect(await inside("service docker restart")).toContain("The Docker Engine runs.");
    expect(await inside("docker info --format '{{.Labels}}'")).toBe("[mine=1]");
    expect(await inside("service docker status")).toMatch(/^containerd runs, pid \d+\ndockerd runs, pid \d+$/);
  });

  it("is told what is wrong with daemon.json, and can mend it", async () => {
    await inside("cp /etc/docker/daemon.json /tmp/good; echo '{ oops' > /etc/docker/daemon.json");
    const broken = await execIn(sandbox, "service docker restart", { inBox: true });
    expect(broken).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("unable to configure the Docker daemon") });
    await inside("cp /tmp/good /etc/docker/daemon.json; service docker start");
    await inside("docker run --rm bb:1 id");
  });

  it("kills it and starts it again: images are still there, dead containers can be started", async () => {
    await inside(
      "docker run -d --init --name lasting bb:1 sleep 1000; kill -KILL $(pidof dockerd); while pidof dockerd > /dev/null; do :; done",
    );
    const { exitCode, stdout } = await execIn(sandbox, "service docker status", { inBox: true });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: expect.stringContaining("dockerd does not run") });
    // The new dockerd may still be ending what the old one left in the container's control group.
    await inside("service docker start; until docker start lasting; do :; done; docker exec lasting id");
  });

  it("keeps containers across a restart with live-restore", async () => {
    await inside(`jq '."live-restore" = true' /tmp/good > /etc/docker/daemon.json; service docker restart; docker start lasting`);
    const before = await inside("docker inspect -f '{{.State.Pid}}' lasting");
    await inside("service docker restart");
    expect(await inside("docker inspect -f '{{.State.Pid}} {{.State.Running}}' lasting")).toBe(`${before} true`);
    await inside("docker rm -f lasting; cp /tmp/good /etc/docker/daemon.json; service docker restart");
  });

  it("kills containerd, and a restart brings back both", async () => {
    await inside(
      "kill -KILL $(pidof containerd); while pidof containerd > /dev/null; do :; done; service docker restart; docker run --rm bb:1 id",
      60_000,
    );
  });

  it("may run dockerd by hand instead", async () => {
    await inside("service docker stop; setsid dockerd --debug > /tmp/by-hand.log 2>&1 < /dev/null &");
    await inside("until docker version > /dev/null 2>&1; do :; done; service docker restart; service docker status");
  });
});
