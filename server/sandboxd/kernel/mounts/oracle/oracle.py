"""Mounts as root inside the sandbox finds them: by looking, not by the order of a table.

Reads one line of JSON, the pids whose mount namespaces to look at, and answers with one line: what /proc/PID/mountinfo says, field by field,
and which mount a walk to each mount point really ends on. Names are latin1 text, one character per byte.
"""
import json, os, sys

def unescape(text):
    """Octal escapes, byte by byte."""
    out, at = [], 0
    while at < len(text):
        digits = text[at + 1:at + 4]
        if text[at] == "\\" and len(digits) == 3 and all(one in "01234567" for one in digits):
            out.append(chr(int(digits, 8)))
            at += 4
        else:
            out.append(text[at])
            at += 1
    return "".join(out)

def table(pid):
    rows = []
    with open("/proc/%d/mountinfo" % pid, "rb") as file:
        text = file.read().decode("latin1")
    for line in text.split("\n"):
        if not line:
            continue
        before, _, after = line.partition(" - ")
        number, parent, device, root, place, options, *optional = before.split(" ")
        kind, source, supers = after.split(" ")
        tags = dict(one.split(":") for one in optional if ":" in one)
        rows.append({
            "id": int(number), "parent": int(parent), "device": device, "root": unescape(root), "mountpoint": unescape(place),
            "options": options.split(","), "shared": int(tags["shared"]) if "shared" in tags else None,
            "master": int(tags["master"]) if "master" in tags else None,
            "from": int(tags["propagate_from"]) if "propagate_from" in tags else None,
            "unbindable": "unbindable" in optional, "fsType": unescape(kind), "source": unescape(source),
            "supers": [unescape(one) for one in supers.split(",")],
        })
    return rows

def look_up(pid, path):
    """Mount id, device and inode of what a path names to that process."""
    try:
        fd = os.open(("/proc/%d/root" % pid).encode() + path.encode("latin1"), os.O_PATH | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        with open("/proc/self/fdinfo/%d" % fd) as file:
            number = int(file.read().split("mnt_id:")[1].split()[0])
        found = os.fstat(fd)
        return [number, found.st_dev, found.st_ino]
    finally:
        os.close(fd)

for line in sys.stdin:
    answers = []
    for question in json.loads(line):
        pid = question["pid"]
        rows = table(pid)
        for row in rows:
            row["seen"] = look_up(pid, row["mountpoint"])
        paths = [look_up(pid, path) for path in question["paths"]]
        answers.append({"namespace": os.stat("/proc/%d/ns/mnt" % pid).st_ino, "root": os.readlink("/proc/%d/root" % pid), "rows": rows, "paths": paths})
    print(json.dumps(answers), flush=True)
