"""An overlay as a process inside the sandbox sees it: through the merged directory, and by walking each layer with plain tools.

argv: JSON {"merged": ..., "layers": [...]}, names as latin1 text (one character per byte). Prints JSON of the same kind.
It shares nothing with the reader that it is compared with: no /proc, no descriptors, no overlay rules.
"""
import json, os, stat, sys

KINDS = {
    stat.S_IFREG: "file", stat.S_IFDIR: "directory", stat.S_IFLNK: "symlink", stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket", stat.S_IFBLK: "block-device", stat.S_IFCHR: "char-device",
}

def text(raw):
    return raw.decode("latin1")

def raw(name):
    return name.encode("latin1")

def first_line(path):
    with open(path, "rb") as file:
        return text(file.read(300).split(b"\n")[0])

def describe(path, content):
    info = os.lstat(path)
    kind = KINDS[stat.S_IFMT(info.st_mode)]
    if kind == "char-device" and info.st_rdev == 0:
        kind = "whiteout"
    entry = {"kind": kind, "mode": stat.S_IMODE(info.st_mode)}
    if kind == "symlink":
        entry["target"] = text(os.readlink(path))
    if kind == "file" and content:
        entry["line"] = first_line(path)
    if kind in ("file", "directory"):
        entry["xattrs"] = sorted(name for name in os.listxattr(path, follow_symlinks=False) if name.startswith("user.overlay."))
    return entry

def walk(root, content):
    found = {}
    def fail(error):
        raise error
    for directory, names, files in os.walk(root, onerror=fail):
        for name in names + files:
            path = os.path.join(directory, name)
            # A directory of upper alone is listed as it is: a whiteout that other lowers once needed shows up by name and cannot be looked up.
            if content and not os.path.lexists(path):
                continue
            found[text(os.path.relpath(path, root))] = describe(path, content)
    return found

ask = json.loads(sys.argv[1])
print(json.dumps({
    "merged": walk(raw(ask["merged"]), True),
    "layers": [walk(raw(layer), False) for layer in ask["layers"]],
}))
