"""Students at work: processes that move between namespaces as they are told.

Reads a line of JSON from stdin, a list of commands, plays them one after the other and answers with the outcome of each ("ok" or an errno
name). Names are latin1 text, one character per byte. An actor is a process with a channel of its own; whoever forks hands one on.
"""
import errno, json, os, select, signal, socket, sys, threading

ACTORS = 9
FLAGS = {
    "time": 0x80, "mnt": 0x20000, "cgroup": 0x2000000, "uts": 0x4000000,
    "ipc": 0x8000000, "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000,
}
HOME = "/root/stage"
JAIL = HOME + "/jail"

channels = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(ACTORS)]
for mine, _ in channels:
    mine.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
pids = [None] * ACTORS

def raw(text):
    return text.encode("latin1")

def write(path, text):
    fd = os.open(path, os.O_WRONLY)
    try:
        os.write(fd, raw(text))
    finally:
        os.close(fd)

# What an actor does.

held = []

def become(slot):
    global held
    held = []
    # Whoever asks the stage must hear of its end even while actors live.
    nothing = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    os.close(nothing)
    channel = channels[slot][1]
    channel.send(b'"born"')
    while True:
        text = channel.recv(65536)
        if not text:
            os._exit(0)
        try:
            answer = perform(*json.loads(text))
        except OSError as error:
            answer = errno.errorcode.get(error.errno, "?")
        channel.send(json.dumps(answer).encode())

def perform(what, *rest):
    if what == "fork":
        if os.fork() == 0:
            become(rest[0])
    elif what == "unshare":
        os.unshare(sum(FLAGS[name] for name in rest[0]))
        # Without a map nobody may make a user namespace in this one (user_namespaces(7)).
        if "user" in rest[0] and rest[1]:
            write("/proc/self/setgroups", "deny")
            write("/proc/self/uid_map", "0 0 1")
            write("/proc/self/gid_map", "0 0 1")
    elif what == "setns":
        fd = os.open("/proc/%d/ns/%s" % (rest[0], rest[1]), os.O_RDONLY)
        try:
            os.setns(fd, FLAGS[rest[1]])
        finally:
            os.close(fd)
    elif what == "hold":
        held.append(os.open("/proc/%d/ns/%s" % (rest[0], rest[1]), os.O_RDONLY))
    elif what == "hold pin":
        held.append(os.open("%s/pin%d" % (HOME, rest[0]), os.O_RDONLY))
    elif what == "drop":
        for fd in held:
            os.close(fd)
        held.clear()
    elif what == "offset":
        write("/proc/self/timens_offsets", "monotonic %d 0\nboottime %d 0" % (rest[0], rest[0] * 2))
    elif what == "hostname":
        socket.sethostname(raw(rest[0]))
    elif what == "comm":
        write("/proc/self/comm", rest[0])
    elif what == "exec":
        # As whom before, not after: a zombie that was not dumpable tells its namespaces to nobody in the sandbox (kernel/ptrace.c).
        os.stat("/usr/bin/sleep")
        os.setuid(rest[1])
        os.execv("/usr/bin/sleep", [raw(rest[0]), b"1000"])
    elif what == "thread":
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    elif what == "zombie of a thread":
        def bear():
            if os.fork() == 0:
                os._exit(0)
            threading.Event().wait()
        threading.Thread(target=bear, daemon=True).start()
    elif what == "zombie":
        if os.fork() == 0:
            os._exit(0)
    elif what == "reap":
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    elif what == "chroot":
        os.chroot(JAIL)
    return "ok"

# What the stage does itself.

def run(*argv):
    quiet = [(os.POSIX_SPAWN_OPEN, fd, "/dev/null", os.O_RDWR, 0) for fd in (1, 2)]
    pid = os.posix_spawnp(argv[0], argv, os.environ, file_actions=quiet)
    return "ok" if os.waitpid(pid, 0)[1] == 0 else "failed"

def hear(slot, seconds):
    mine = channels[slot][0]
    if not select.select([mine], [], [], seconds)[0]:
        return None
    data, extra, _, _ = mine.recvmsg(65536, socket.CMSG_SPACE(12))
    # The kernel tells the sender's pid as it is in our pid namespace (unix(7), SCM_CREDENTIALS).
    sender = int.from_bytes(extra[0][2][:4], "little")
    return json.loads(data), sender

def everybody():
    return {int(name) for name in os.listdir("/proc") if name.isdigit()}

def alive(pid):
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            return file.read().rpartition(b") ")[2][:1] not in (b"Z", b"X")
    except OSError:
        return False

def is_living(slot):
    return pids[slot] is not None and alive(pids[slot])

def runs(pid):
    try:
        return os.readlink("/proc/%d/exe" % pid)
    except OSError:
        return ""

def settle():
    for slot in range(ACTORS):
        if not is_living(slot):
            pids[slot] = None
            while hear(slot, 0):
                pass

def tell(slot, *command):
    channels[slot][0].send(json.dumps(command).encode())
    # What became another program does not answer any more.
    for _ in range(300):
        heard = hear(slot, 0.01)
        if heard:
            return heard[0]
        if not is_living(slot) or (command[0] == "exec" and runs(pids[slot]).endswith("/sleep")):
            break
    return "silent"

executed = set()

def play(what, *rest):
    settle()
    executed.intersection_update(slot for slot in range(ACTORS) if pids[slot])
    if what == "netns":
        return run("ip", "netns", *rest)
    if what == "unpin":
        return run("umount", "%s/pin%d" % (HOME, rest[0]))
    slot = rest[0]
    if what == "start":
        if pids[slot] is not None:
            return "taken"
        if os.fork() == 0:
            become(slot)
        heard = hear(slot, 3)
        pids[slot] = heard[1]
        return "ok"
    if pids[slot] is None:
        return "nobody"
    if what == "kill":
        os.kill(pids[slot], signal.SIGKILL)
        for _ in range(200):
            if not is_living(slot):
                return "ok"
            select.select([], [], [], 0.002)
        return "lingers"
    if what == "pin":
        place = "%s/pin%d" % (HOME, rest[2])
        return run("nsenter", "--mount=/proc/%d/ns/mnt" % pids[rest[3]] if pids[rest[3]] else "--mount", "mount", "--bind", "/proc/%d/ns/%s" % (pids[slot], rest[1]), place)
    if slot in executed:
        return "deaf"
    if what == "fork":
        child = rest[1]
        if pids[child] is not None:
            return "taken"
        said = tell(slot, "fork", child)
        if said == "ok":
            heard = hear(child, 3)
            pids[child] = heard[1] if heard else None
        return said
    if what in ("setns", "hold"):
        if pids[rest[1]] is None:
            return "nobody"
        return tell(slot, what, pids[rest[1]], rest[2])
    said = tell(slot, what, *rest[1:])
    if what == "exec" and said == "silent":
        executed.add(slot)
        return "ok"
    return said

def clear():
    for _ in range(500):
        settle()
        # All that came after us, those too that never said that they were born.
        living = [pid for pid in everybody() - before if alive(pid)]
        for pid in living:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            if not living:
                break
        select.select([], [], [], 0.002)
    for place in os.listdir(HOME):
        if place.startswith("pin"):
            while run("umount", "-l", "%s/%s" % (HOME, place)) == "ok":
                pass
    for name in os.listdir("/run/netns") if os.path.isdir("/run/netns") else []:
        run("ip", "netns", "del", name)
    # Whoever comes next gets the pids of those who went (proc_sys_kernel(5)).
    write("/proc/sys/kernel/ns_last_pid", "300")
    return ["ok"]

before = everybody()
os.makedirs(JAIL, exist_ok=True)
for number in range(3):
    open("%s/pin%d" % (HOME, number), "w").close()
for line in sys.stdin:
    commands = json.loads(line)
    if commands == "clear":
        answers = clear()
    else:
        answers = [play(*command) for command in commands]
        settle()
    print(json.dumps(answers), flush=True)
