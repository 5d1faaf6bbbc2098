"""Processes and namespaces as root inside the sandbox finds them: /proc of the sandbox, ioctl_ns(2), lsns(8).

Answers every line of stdin with one line of JSON, names as latin1 text (one character per byte). It shares nothing with the reader that it is
compared with: other pid numbers, other paths, another language.
"""
import array, fcntl, json, os, subprocess, sys

NS_GET_USERNS, NS_GET_PARENT, NS_GET_NSTYPE = 0xB701, 0xB702, 0xB703
TYPES = {
    0x80: "time", 0x20000: "mnt", 0x2000000: "cgroup", 0x4000000: "uts",
    0x8000000: "ipc", 0x10000000: "user", 0x20000000: "pid", 0x40000000: "net",
}
NSFS = os.stat("/proc/self/ns/net").st_dev

def read(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("latin1")
    except OSError:
        return ""

def link(path):
    try:
        return os.readlink(os.fsencode(path)).decode("latin1")
    except OSError:
        return None

def inode(text):
    return int(text.split("[")[1].rstrip("]")) if text else None

def unescape(text):
    out, at = [], 0
    while at < len(text):
        if text[at] == "\\" and text[at + 1:at + 4].isdigit():
            out.append(chr(int(text[at + 1:at + 4], 8)))
            at += 4
        else:
            out.append(text[at])
            at += 1
    return "".join(out)

def process(pid):
    base = "/proc/%s/" % pid
    stat = read(base + "stat").rpartition(") ")[2].split(" ")
    status = {}
    for line in read(base + "status").split("\n"):
        name, _, value = line.partition(":")
        status[name] = value.split()
    if len(stat) < 20 or "NSpid" not in status:
        return None
    links = {name: inode(link(base + "ns/" + name)) for name in [*TYPES.values(), "pid_for_children", "time_for_children"]}
    comm = read(base + "comm")
    return {
        "pids": [int(one) for one in status["NSpid"]], "parent": int(stat[1]), "state": stat[0], "ticks": int(stat[19]),
        "comm": comm[:-1], "cmdline": read(base + "cmdline"), "uid": int(status["Uid"][1]), "threads": int(status["Threads"][0]),
        "links": {name: value for name, value in links.items() if value}, "root": link(base + "root"),
        "uidMap": [[int(one) for one in line.split()] for line in read(base + "uid_map").splitlines()],
        "offsets": [int(line.split()[1]) for line in read(base + "timens_offsets").splitlines()],
    }

def related(fd, request):
    try:
        other = fcntl.ioctl(fd, request)
    except OSError:
        return None
    return other

found = {}

def meet(path):
    """Takes the namespace at a path into what was found, with those that it needs."""
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    number = os.fstat(fd).st_ino
    take(fd, number)
    return number

def take(fd, number):
    kind = TYPES[fcntl.ioctl(fd, NS_GET_NSTYPE)]
    if (kind, number) not in found:
        entry = found[(kind, number)] = {"type": kind, "inode": number, "parent": None, "owner": None}
        for name, request in (("parent", NS_GET_PARENT), ("owner", NS_GET_USERNS)):
            if name == "parent" and kind not in ("pid", "user"):
                continue
            other = related(fd, request)
            if other is not None:
                entry[name] = os.fstat(other).st_ino
                take(other, entry[name])
    os.close(fd)

def descriptors(pid):
    held = []
    try:
        names = os.listdir("/proc/%s/fd" % pid)
    except OSError:
        return held
    for name in names:
        path = "/proc/%s/fd/%s" % (pid, name)
        try:
            if os.stat(path).st_dev == NSFS:
                held.append([int(name), meet(path)])
        except OSError:
            pass
    return held

def mounts(pid):
    rows = []
    for line in read("/proc/%s/mountinfo" % pid).split("\n"):
        before, _, after = line.partition(" - ")
        if after.startswith("nsfs "):
            fields = before.split(" ")
            rows.append([inode(fields[3]), unescape(fields[4])])
    return rows

def look():
    found.clear()
    processes = {}
    for name in os.listdir("/proc"):
        one = process(name) if name.isdigit() else None
        if one:
            for kind, number in one["links"].items():
                if (kind.removesuffix("_for_children"), number) not in found:
                    meet("/proc/%s/ns/%s" % (name, kind))
            one["fds"] = descriptors(name)
            processes[name] = one
    tables = {}
    for pid, one in processes.items():
        space = one["links"].get("mnt")
        if space and (space not in tables or (one["root"] == "/" and tables[space]["root"] != "/")):
            tables[space] = {"root": one["root"], "mounts": mounts(pid)}
    for pid, one in processes.items():
        if one["links"].get("mnt") and one["root"] == "/":
            for number, place in tables[one["links"]["mnt"]]["mounts"]:
                meet(("/proc/%s/root" % pid + place).encode("latin1"))
    return {
        "processes": list(processes.values()), "namespaces": list(found.values()),
        "mounts": [[space, *row] for space, table in tables.items() for row in table["mounts"]],
    }

def lsns():
    listed = subprocess.run(["lsns", "-J", "-u", "-o", "NS,TYPE,NPROCS,PNS,ONS"], capture_output=True).stdout
    return [[int(one["ns"]), one["type"], one["nprocs"], int(one["pns"] or 0), int(one["ons"] or 0)] for one in json.loads(listed)["namespaces"]]

for line in sys.stdin:
    print(json.dumps(look() if json.loads(line) == "look" else lsns()), flush=True)
