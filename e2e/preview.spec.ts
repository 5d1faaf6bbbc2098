import { type BrowserContext, expect, type FrameLocator, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { openLab, runInTerminal } from "./support/workbench.ts";

const LAB = "net-01-two-namespaces-one-cable";
const lab = sharedLab(LAB);

/** Writes a file in the sandbox, as a student would paste it. */
async function put(page: Page, path: string, text: string): Promise<void> {
  const base64 = Buffer.from(text).toString("base64");
  const pieces = base64.match(/.{1,2500}/g) ?? [];
  await runInTerminal(page, `: > ${path}.b64`);
  for (const piece of pieces) await runInTerminal(page, `printf %s ${piece} >> ${path}.b64`);
  await runInTerminal(page, `base64 -d ${path}.b64 > ${path}`);
}

/** A server on 127.0.0.1 only, with a WebSocket that echoes; it writes down the headers of every request. */
const SERVER = `import base64, hashlib, socket, sys, threading
PORT, ROOT = int(sys.argv[1]), sys.argv[2]
def serve(client):
    with client, client.makefile("rb") as reader:
        line = reader.readline().decode()
        headers = {}
        while (row := reader.readline().decode().strip()): headers[row.split(": ", 1)[0].lower()] = row.split(": ", 1)[1]
        open(f"/tmp/headers-{PORT}", "a").write(line + repr(headers) + "\\n")
        path = line.split(" ")[1].split("?")[0]
        if headers.get("upgrade") == "websocket":
            key = base64.b64encode(hashlib.sha1((headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
            client.sendall(f"HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: {key}\\r\\n\\r\\n".encode())
            while (head := reader.read(2)) and len(head) == 2:
                mask, size = reader.read(4), head[1] & 127
                if head[0] & 15 == 8: return
                text = bytes(byte ^ mask[at % 4] for at, byte in enumerate(reader.read(size)))
                client.sendall(bytes([head[0], size]) + text)
            return
        try: body = open(ROOT + ("/index.html" if path == "/" else path), "rb").read()
        except OSError: body = b"nothing here"
        kind = {"css": "text/css", "js": "text/javascript"}.get(path.rsplit(".", 1)[-1], "text/html")
        client.sendall(f"HTTP/1.1 200 OK\\r\\nContent-Type: {kind}\\r\\nContent-Length: {len(body)}\\r\\nSet-Cookie: gb_person=AAAAAAAAAAAAAAAAAAAAAA; Path=/\\r\\nSet-Cookie: theirs=1; Path=/; Domain=localhost\\r\\n\\r\\n".encode() + body)
server = socket.create_server(("127.0.0.1", PORT))
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
`;

const PREVIEW = "[data-preview]";
const pane = (page: Page): FrameLocator => page.frameLocator("[data-preview] iframe");

/** Opens the pane where it is closed and goes to an address. */
async function visit(page: Page, address: string): Promise<void> {
  const toggle = page.locator('[data-action="preview"]');
  if ((await toggle.getAttribute("aria-pressed")) === "false") await toggle.click();
  await page.locator("[data-preview-address]").fill(address);
  await page.locator("[data-preview-address]").press("Enter");
}
/** The address that the frame has in the end, without the grant. */
async function frameAddress(page: Page): Promise<string> {
  const frame = await (await page.locator("[data-preview] iframe").elementHandle())?.contentFrame();
  return frame?.url() ?? "";
}
async function serve(page: Page, port: number, files: Record<string, string>): Promise<void> {
  await runInTerminal(page, `mkdir -p /srv/${port}`);
  await put(page, "/root/server.py", SERVER);
  for (const [name, text] of Object.entries(files)) await put(page, `/srv/${port}/${name}`, text);
  await runInTerminal(
    page,
    `(pkill -f "server.py ${port} "; setsid python3 /root/server.py ${port} /srv/${port} </dev/null >/tmp/log 2>&1 &)`,
  );
}

/** A page on port 8088, served by the command that the waiting page names. */
async function serveHello(page: Page, text: string): Promise<void> {
  await runInTerminal(page, `mkdir -p /srv/one; echo '<h1>${text}</h1>' > /srv/one/index.html`);
  await runInTerminal(
    page,
    "(cd /srv/one; pgrep -f 'httpd -f -p 8088' || setsid busybox httpd -f -p 8088 </dev/null >/dev/null 2>&1 &)",
  );
}

test("nothing listens: a page says so and what to do, and opens the server's page by itself once one is started", async () => {
  const page = lab();
  await visit(page, "8088");
  await expect(pane(page).locator('[data-preview-page="silent"]')).toContainText("Nothing answers on port 8088 yet");
  await expect(pane(page).locator("code")).toHaveText("busybox httpd -f -p 8088");
  await expect(page.locator("[data-preview-ports]")).toContainText("Nothing listens in your sandbox now.");
  // With the waiting page, which is ours, in its frame.
  await expectNoViolations(page, "nothing listens", PREVIEW);
  await serveHello(page, "Hello from the sandbox");
  await expect(pane(page).locator("h1")).toHaveText("Hello from the sandbox");
  await expect(page.locator('[data-port="8088"]')).toHaveAttribute("aria-current", "true");
});

test("what listens is offered, and a click shows it; absolute links, scripts and fetch work, in a tab of its own storage and cookies too", async () => {
  const page = lab();
  await serve(page, 3000, {
    "index.html": `<!doctype html><link rel="stylesheet" href="/style.css"><p id="out">…</p><script src="/app.js"></script>`,
    "style.css": "#out { color: rgb(1, 2, 3) }",
    "app.js": `fetch("/data").then((answer) => answer.text()).then((text) => {
      const say = (more) => { document.querySelector("#out").textContent = text + more; };
      say("");
      if (top === window) { localStorage.setItem("seen", "yes"); say(" " + localStorage.getItem("seen") + " " + document.cookie); } });`,
    data: "fetched",
  });
  await page.locator('[data-port="3000"]').click();
  await expect(pane(page).locator("#out")).toHaveText("fetched");
  await expect(pane(page).locator("#out")).toHaveCSS("color", "rgb(1, 2, 3)");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator('[data-action="preview-tab"]').click()]);
  await expect(tab.locator("#out")).toHaveText("fetched yes theirs=1");
  await tab.close();
  const sent = await runInTerminal(
    page,
    "grep -c gb_ /tmp/headers-3000; grep -o \"'host': '[^']*'\" /tmp/headers-3000 | sort -u",
  );
  expect(sent.split("\n")).toEqual(["0", "'host': 'localhost:3000'"]);
});

test("a WebSocket echoes through the preview", async () => {
  const page = lab();
  await serve(page, 3000, {
    "ws.html": `<p id="out">…</p><script>const socket = new WebSocket("ws://" + location.host + "/echo");
    socket.onopen = () => socket.send("round trip"); socket.onmessage = ({ data }) => { document.querySelector("#out").textContent = data; };</script>`,
  });
  await visit(page, "3000/ws.html");
  await expect(pane(page).locator("#out")).toHaveText("round trip");
});

test("in a tab of its own it is the same page, and its address is of no use to another person", async ({ browser }) => {
  const page = lab();
  await serveHello(page, "Hello from the sandbox");
  await visit(page, "8088");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator('[data-action="preview-tab"]').click()]);
  await expect(tab.locator("h1")).toHaveText("Hello from the sandbox");
  expect(tab.url()).not.toContain("grant");
  expect(new URL(tab.url()).origin).not.toBe(new URL(page.url()).origin);
  const context = await browser.newContext();
  try {
    const other = await context.newPage();
    await openLab(other, LAB);
    const answer = await other.goto(tab.url());
    expect(answer?.status()).toBe(403);
    await expect(other.locator('[data-preview-page="closed"]')).toContainText("This preview is not open to you");
    await expect(other.locator("body")).not.toContainText("Hello from the sandbox");
  } finally {
    await context.close();
    await tab.close();
  }
});

/** A page that tries everything it must not be able to do, and says how each attempt went. */
const hostile = (labUrl: string, victim: string) => `<!doctype html><pre id="out">…</pre><script>
const lab = ${JSON.stringify(new URL(labUrl).origin)}, victim = ${JSON.stringify(victim)}, report = {};
const attempt = async (name, work) => { try { report[name] = await work(); } catch (error) { report[name] = "failed: " + error.name; } };
const socket = (url) => new Promise((resolve) => { const one = new WebSocket(url); one.onopen = () => resolve("opened"); one.onerror = () => resolve("failed"); });
(async () => {
  await attempt("cookies", () => document.cookie);
  await attempt("api", async () => (await fetch(lab + "/api/me", { credentials: "include" })).status);
  await attempt("apiOpaque", async () => (await fetch(lab + "/api/me", { credentials: "include", mode: "no-cors" })).type);
  await attempt("page", async () => (await fetch(lab + "/lab/${LAB}", { credentials: "include" })).status);
  await attempt("post", async () => (await fetch(lab + "/api/me", { credentials: "include", method: "POST", body: "x" })).status);
  await attempt("socket", () => socket(lab.replace("http", "ws") + "/socket/?EIO=4&transport=websocket"));
  await attempt("labOnOwnName", async () => (await fetch("http://" + location.hostname + ":" + new URL(lab).port + "/api/me")).status);
  if (top !== window) await attempt("parent", () => parent.document.title);
  if (top !== window) await attempt("parentStorage", () => parent.localStorage.length);
  if (top !== window) await attempt("top", () => { top.location.href = "about:blank#taken"; return "set"; });
  if (top !== window) await attempt("topByWindow", () => { window.open("about:blank#taken", "_top"); return "asked"; });
  await attempt("victim", async () => (await fetch(victim, { credentials: "include" })).status);
  await attempt("victimSocket", () => socket(victim.replace("http", "ws")));
  await attempt("tossed", () => { for (const domain of ["localhost", "127.0.0.1", ".localhost"]) document.cookie = "gb_person=AAAAAAAAAAAAAAAAAAAAAA; path=/lab; domain=" + domain;
    document.cookie = "gb_person=AAAAAAAAAAAAAAAAAAAAAA; path=/"; return "done"; });
  await attempt("ownHeaders", async () => (await fetch("/headers")).status);
  const frame = document.createElement("iframe"); frame.src = lab + "/lab/${LAB}"; document.body.append(frame);
  await new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 3000); });
  await attempt("framedLab", () => frame.contentDocument ? frame.contentDocument.title : "not readable");
  document.querySelector("#out").textContent = JSON.stringify(report);
})();
</script>`;

test("a hostile page of a student reads no cookie of ours, calls no API, opens no socket, leads nobody away and sees no other preview", async ({
  browser,
}) => {
  const page = lab();
  const other: BrowserContext = await browser.newContext();
  try {
    const victimPage = await other.newPage();
    await openLab(victimPage, LAB);
    await serveHello(victimPage, "secret");
    await visit(victimPage, "8088");
    await expect(pane(victimPage).locator("h1")).toHaveText("secret");
    const victim = await frameAddress(victimPage);
    expect(victim).toMatch(/^http:\/\/[a-z2-7]{26}\.localhost:\d+\/$/);

    const before = page.url();
    const person = async () => (await page.context().cookies(before)).find(({ name }) => name === "gb_person")?.value;
    const me = await person();
    await serve(page, 3000, { "hostile.html": hostile(before, victim) });
    await visit(page, "3000/hostile.html");
    await expect(pane(page).locator("#out")).toContainText("framedLab", { timeout: 30_000 });
    const report = JSON.parse((await pane(page).locator("#out").textContent()) ?? "");
    const harmless = {
      cookies: expect.not.stringContaining("gb_"),
      api: "failed: TypeError",
      apiOpaque: "failed: TypeError",
      page: "failed: TypeError",
      post: "failed: TypeError",
      socket: "failed",
      labOnOwnName: "failed: TypeError",
      victim: "failed: TypeError",
      victimSocket: "failed",
      tossed: "done",
      ownHeaders: 200,
      framedLab: "not readable",
    };
    expect(report).toEqual({
      ...harmless,
      parent: "failed: SecurityError",
      parentStorage: "failed: SecurityError",
      top: expect.stringMatching(/^(set|failed: SecurityError)$/),
      topByWindow: "asked",
    });
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator('[data-action="preview-tab"]').click()]);
    await expect(tab.locator("#out")).toContainText("framedLab", { timeout: 30_000 });
    expect(JSON.parse((await tab.locator("#out").textContent()) ?? "")).toEqual(harmless);
    await tab.close();
    // Whatever the browser kept from the page, it was not even answered: the same request, cookies and all.
    const origin = new URL(await frameAddress(page)).origin;
    const refused = await page.request.get("/api/me", { headers: { "sec-fetch-site": "same-site", origin } });
    expect(refused.status()).toBe(403);
    expect(page.url()).toBe(before);
    expect(await person()).toBe(me);
    expect(await page.evaluate(() => fetch("/api/me").then((answer) => answer.status))).toBe(200);
    expect(await runInTerminal(page, "grep -c gb_ /tmp/headers-3000")).toBe("0");
    await expect(pane(victimPage).locator("h1")).toHaveText("secret");
  } finally {
    await other.close();
  }
});

test("on a narrow screen the preview stands alone, and the keyboard reaches every part of it", async () => {
  const page = lab();
  await visit(page, "8088");
  await page.setViewportSize({ width: 600, height: 900 });
  await page.locator('[data-pane="diagram"]').click();
  await expect(page.locator("[data-preview] iframe")).toBeVisible();
  await expect(page.locator("[data-diagram]").first()).toBeHidden();
  expect(await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  await page.locator("[data-preview-address]").focus();
  for (const action of ["preview-go", "preview-reload", "preview-tab", "preview-close"]) {
    await page.keyboard.press("Tab");
    await expect(page.locator(`[data-action="${action}"]`)).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-preview]")).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("an address that is none is refused with what to type", async () => {
  const page = lab();
  await visit(page, "example.org");
  await expect(page.locator("[data-preview]").getByRole("alert")).toContainText("Type a port from 1 to 65535");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolations(page, "refused, dark", PREVIEW, `${PREVIEW} iframe`);
  await page.emulateMedia({ colorScheme: "light" });
});

test("when the sandbox has ended, its preview says so", async () => {
  const page = lab();
  await serveHello(page, "Hello from the sandbox");
  await visit(page, "8088");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator('[data-action="preview-tab"]').click()]);
  await expect(tab.locator("h1")).toHaveText("Hello from the sandbox");
  await page.locator('[data-action="start-over"]').click();
  await page.getByRole("menuitem", { name: "End the sandbox" }).click();
  await page.getByRole("alertdialog").getByRole("button").last().click();
  await expect(page.locator('[data-session="ended"]')).toBeVisible();
  const answer = await tab.reload();
  expect(answer?.status()).toBe(410);
  await expect(tab.locator('[data-preview-page="ended"]')).toContainText("This sandbox has ended");
  await tab.close();
});
