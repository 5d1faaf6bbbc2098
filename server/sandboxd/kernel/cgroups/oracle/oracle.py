"""Control groups as root inside the sandbox finds them: every directory and file below the sandbox's own mounts of them.

Reads one line of JSON with the mount point of each hierarchy, and answers with one line: for each directory its own inode, its control files
and the processes in it by the sandbox's pids. It clears up, too. Names are latin1 text, one character per byte.
"""
import json, os, sys

FILES = [
    "cgroup.controllers", "cgroup.subtree_control", "cgroup.type", "cgroup.freeze", "cgroup.events", "cgroup.procs", "cgroup.threads", "memory.limit_in_bytes",
    "memory.memsw.limit_in_bytes", "memory.failcnt", "memory.oom_control", "memory.max", "memory.high", "memory.events", "cpu.cfs_quota_us",
    "cpu.cfs_period_us", "cpu.shares", "cpu.max", "cpu.weight", "pids.max", "pids.current", "pids.events", "freezer.state",
]

def read(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("latin1")
    except OSError:
        return None

def walk(top, path, found):
    here = top + path.encode("latin1")
    found.append({
        "path": path or "/", "inode": os.stat(here).st_ino,
        "files": {name: text for name in FILES if (text := read(here + b"/" + name.encode())) is not None},
    })
    for entry in os.scandir(here):
        if entry.is_dir(follow_symlinks=False):
            walk(top, path + "/" + entry.name.decode("latin1"), found)
    return found

def write(path, text):
    try:
        with open(path, "w") as file:
            file.write(text)
    except OSError:
        pass

def clear(top):
    """What is frozen does not even die on v1: thawed first, from the outermost in; gone from the innermost out."""
    below = [here for here, _, _ in os.walk(top)][1:]
    for here in below:
        write(here + b"/freezer.state", "THAWED")
        write(here + b"/cgroup.freeze", "0")
    write(top + b"/cgroup.subtree_control", "")
    return below

def remove(below):
    left = 0
    for here in reversed(below):
        try:
            os.rmdir(here)
        except OSError:
            left += 1
    return left

def answer(question):
    places = [place.encode("latin1") for place in question["places"]]
    if question["what"] == "thaw":
        return [len(clear(top)) for top in places]
    if question["what"] == "remove":
        return [remove([here for here, _, _ in os.walk(top)][1:]) for top in places]
    return [walk(top, "", []) for top in places]

for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
