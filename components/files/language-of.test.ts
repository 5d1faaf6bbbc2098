import { expect, test } from "vitest";
import { languageOf } from "./language-of.ts";

test.each([
  ["/root/app/Dockerfile", "dockerfile"],
  ["/root/Dockerfile.dev", "dockerfile"],
  ["/root/web.dockerfile", "dockerfile"],
  ["/root/Containerfile", "dockerfile"],
  ["/root/compose.yaml", "yaml"],
  ["/root/docker-compose.yml", "yaml"],
  ["/etc/docker/daemon.json", "json"],
  ["/root/nginx.conf", "nginx"],
  ["/etc/nginx/sites-enabled/default", "nginx"],
  ["/etc/nginx/conf.d/app.conf", "nginx"],
  ["/root/app.py", "python"],
  ["/root/run.sh", "shell"],
  ["/root/.bashrc", "shell"],
  ["/root/README.md", "markdown"],
  ["/srv/index.html", "html"],
  ["/srv/a.css", "css"],
  ["/srv/server.mjs", "javascript"],
  ["/root/.env", "properties"],
  ["/etc/mysql/my.cnf", "properties"],
  ["/etc/hosts", "plain"],
  ["/root/Dockerfiles", "plain"],
  ["/root/%FF", "plain"],
])("%s is %s", (path, language) => {
  expect(languageOf(path, "")).toBe(language);
});

test("a script without an ending is what its first line says", () => {
  expect(languageOf("/root/entrypoint", "#!/bin/bash")).toBe("shell");
  expect(languageOf("/root/entrypoint", "#!/usr/bin/env -S sh -e")).toBe("shell");
  expect(languageOf("/root/entrypoint", "#!/usr/bin/python3 -I")).toBe("python");
  expect(languageOf("/root/entrypoint", "echo not a script")).toBe("plain");
});
