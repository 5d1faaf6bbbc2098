# Works on one file inside the sandbox, as its root. sandboxd starts it there (python3 -I -S -B -c) and never touches a path itself.
#
# Input: one line of words separated by spaces, each percent-encoded; then bytes. Output: one line of words, then lines or bytes.
# A program that a student put in its place can only lie to that student.
import errno, hashlib, os, stat, sys

EDITOR_CAP = 1024 * 1024
NAME_CAP = 100_000  # names of one directory that are read at all
LINK_CAP = 40  # as the kernel has it (MAXSYMLINKS)
SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
WORDS = {
    errno.ENOENT: "gone", errno.ESTALE: "gone", errno.EEXIST: "exists", errno.EISDIR: "is-directory", errno.ENOTDIR: "not-a-directory",
    errno.EACCES: "no-permission", errno.EPERM: "no-permission", errno.EROFS: "read-only", errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full", errno.ENAMETOOLONG: "name-too-long", errno.ENOTEMPTY: "not-empty", errno.EBUSY: "busy",
    errno.ETXTBSY: "running", errno.ELOOP: "link-loop", errno.ENOMEM: "no-memory", errno.ENXIO: "device",
}
# The directory may not take a new file beside: its rights, its file system (proc, sysfs, a read-only mount over which the file alone is
# mounted writable). The file itself may still be writable.
NO_NEIGHBOUR = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


class Refusal(Exception):
    pass


def encode(data):
    return "".join(chr(byte) if byte in SAFE else "%%%02X" % byte for byte in data)


def decode(word):
    first, *pieces = word.split("%")
    return first.encode() + b"".join(bytes([int(piece[:2], 16)]) + piece[2:].encode() for piece in pieces)


def say(*words):
    sys.stdout.buffer.write((" ".join(str(word) for word in words) + "\n").encode())


def kind_of(mode):
    if stat.S_ISREG(mode): return "file"
    if stat.S_ISDIR(mode): return "directory"
    if stat.S_ISLNK(mode): return "link"
    if stat.S_ISFIFO(mode): return "fifo"
    return "socket" if stat.S_ISSOCK(mode) else "device"


def require_file(status):
    kind = kind_of(status.st_mode)
    if kind == "link": raise Refusal("link-loop")
    if kind != "file": raise Refusal("is-directory" if kind == "directory" else kind)


def state_of(status):
    return "%d.%d.%d.%d.%d" % (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def facts(status, writable, version):
    return (status.st_size, int(status.st_mtime), stat.S_IMODE(status.st_mode), int(writable), version or "-", state_of(status))


def locate(path):
    """The directory (an open descriptor) and the name at which a path's file lies, past every link at its end: a link is written through,
    never replaced. The kernel resolves the directories, so that /proc/PID/root leads where it leads."""
    base = None
    for _ in range(LINK_CAP):
        directory, _, name = path.rpartition(b"/")
        if name in (b"", b".", b".."): raise Refusal("is-directory")
        if path.startswith(b"/"): directory = directory or b"/"
        parent = os.open(directory or b".", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=base)
        if base is not None: os.close(base)
        base = parent
        try:
            path = os.readlink(name, dir_fd=base)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOENT): return base, name
            raise
    raise Refusal("link-loop")


def status_at(directory, name):
    try:
        return os.stat(name, dir_fd=directory, follow_symlinks=False)
    except FileNotFoundError:
        return None


def read_some(fd, most, offset=0):
    pieces = []
    while most > 0:
        piece = os.pread(fd, min(most, 1 << 20), offset)
        if not piece: break
        pieces.append(piece)
        offset += len(piece)
        most -= len(piece)
    return b"".join(pieces)


def write_all(fd, data, offset=0):
    view = memoryview(data)
    while view:
        done = os.pwrite(fd, view, offset)
        view = view[done:]
        offset += done


def list_directory(path, most):
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NONBLOCK | os.O_CLOEXEC)
    names = []
    more = 0
    with os.scandir(fd) as entries:
        for entry in entries:
            if len(names) == NAME_CAP:
                more = 1
                break
            names.append(os.fsencode(entry.name))
    names.sort()
    lines = []
    vanished = 0
    for name in names[:most]:
        status = status_at(fd, name)
        if status is None:
            vanished += 1
            continue
        kind = kind_of(status.st_mode)
        target, target_kind = b"", "-"
        if kind == "link":
            try:
                target = os.readlink(name, dir_fd=fd)
                target_kind = kind_of(os.stat(name, dir_fd=fd).st_mode)
            except OSError:
                target_kind = "missing"
        lines.append((kind, status.st_size, int(status.st_mtime), stat.S_IMODE(status.st_mode), encode(name), encode(target) or "-", target_kind))
    say("listing", len(lines), len(names) - len(lines) - vanished, more, int(os.access(path, os.W_OK)))
    for line in lines: say(*line)


def read_file(path, offset, length, state):
    require_file(os.stat(path))  # opening a FIFO or a device may already do something
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    status = os.fstat(fd)
    require_file(status)
    if state == "-":  # the whole of it, for the editor
        if status.st_size > length: raise Refusal("too-big")
        data = read_some(fd, length + 1)  # files of /proc have no size
        if len(data) > length: raise Refusal("too-big")
        version = hashlib.sha256(data).hexdigest()
    else:
        if state != "first" and state != state_of(status): raise Refusal("changed")
        data = read_some(fd, length, offset)
        if state_of(os.fstat(fd)) != state_of(status): raise Refusal("changed")
        version = None
    say("content", *facts(status, os.access(path, os.W_OK), version))
    sys.stdout.buffer.write(data)


def conflict_with(directory, name, old, expected):
    """None where the write may go ahead."""
    if expected == "any": return None
    if old is None: return None if expected == "absent" else "gone"
    if expected == "absent": return "exists"
    if old.st_size > EDITOR_CAP: return "changed"
    fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory)
    try:
        return None if hashlib.sha256(read_some(fd, EDITOR_CAP + 1)).hexdigest() == expected else "changed"
    finally:
        os.close(fd)


def is_mounted_somewhere(name):
    """Whether a file of this name is bound somewhere in any mount namespace of the sandbox, as a container's `-v nginx.conf:...` is: a new
    file renamed over it would leave the container with the old one (rename(2) detaches the mount in other namespaces). mountinfo's fourth
    field is what is mounted (proc_pid_mountinfo(5)); the last name of it is enough, since writing in place is right either way."""
    wanted = b"/" + b"".join(b"\\%03o" % byte if byte in b" \t\n\\" else bytes([byte]) for byte in name)
    seen = set()
    for pid in os.listdir(b"/proc"):
        if not pid.isdigit(): continue
        try:
            namespace = os.readlink(b"/proc/" + pid + b"/ns/mnt")
            if namespace in seen: continue
            seen.add(namespace)
            with open(b"/proc/" + pid + b"/mountinfo", "rb") as mounts:
                if any(line.split(b" ", 4)[3].endswith(wanted) for line in mounts): return True
        except OSError:
            continue  # it has ended
    return False


def copy_marks(old_fd, fd, old):
    os.fchown(fd, old.st_uid, old.st_gid)
    os.fchmod(fd, stat.S_IMODE(old.st_mode))  # after the owner: a change of owner takes set-user-ID away
    for mark in os.listxattr(old_fd): os.setxattr(fd, mark, os.getxattr(old_fd, mark))


def overwrite(directory, name, pieces, size):
    """Writes over the old content. Should the disk be full half-way, the old content is put back."""
    flags = os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
    try:
        fd = os.open(name, os.O_RDWR | flags, dir_fd=directory)
        before = read_some(fd, EDITOR_CAP + 1)
    except PermissionError:  # a knob of the kernel that can only be written
        fd, before = os.open(name, os.O_WRONLY | flags, dir_fd=directory), b""
    try:
        offset = 0
        for piece in pieces:
            write_all(fd, piece, offset)
            offset += len(piece)
        if os.fstat(fd).st_size > size: os.ftruncate(fd, size)
    except OSError:
        if before and len(before) <= EDITOR_CAP:
            write_all(fd, before)
            os.ftruncate(fd, len(before))
        raise
    return os.fstat(fd)


def install(directory, temporary, fd, name, old, exclusive, mode):
    """Gives the finished neighbour the name of the file. False where the file must be written over instead."""
    if old is None:
        os.fchmod(fd, mode)
    else:
        # A second name would keep the old content; see is_mounted_somewhere for the other.
        if old.st_nlink > 1 or is_mounted_somewhere(name): return False
        try:
            old_fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory)
            try:
                copy_marks(old_fd, fd, old)
            finally:
                os.close(old_fd)
        except OSError:
            return False  # an owner of whom this sandbox knows nothing, or a mark that only he may set
    if exclusive:
        try:
            os.link(temporary, name, src_dir_fd=directory, dst_dir_fd=directory, follow_symlinks=False)  # refuses what came meanwhile
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK): raise
            os.rename(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)  # a file system that knows no second names
        else:
            os.unlink(temporary, dir_fd=directory)
        return True
    try:
        os.rename(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
    except OSError as error:
        if old is not None and error.errno in (errno.EBUSY, *NO_NEIGHBOUR): return False  # EBUSY: something is mounted on it
        raise
    return True


def say_written(status, path, version, in_place):
    say("written", int(in_place), *facts(status, os.access(path, os.W_OK), version))


def write_file(path, expected, mode, token, data):
    directory, name = locate(path)
    old = status_at(directory, name)
    if old is not None: require_file(old)
    now = conflict_with(directory, name, old, expected)
    if now is not None: return say("conflict", now)
    version = hashlib.sha256(data).hexdigest()
    temporary = b".glassbox-save-" + token.encode()
    try:
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=directory)
    except OSError as error:
        if old is None or error.errno not in NO_NEIGHBOUR: raise
        return say_written(overwrite(directory, name, [data], len(data)), path, version, True)
    installed = False
    try:
        write_all(fd, data)
        installed = install(directory, temporary, fd, name, old, old is None, mode)
    finally:
        if not installed: os.unlink(temporary, dir_fd=directory)
    status = os.fstat(fd) if installed else overwrite(directory, name, [data], len(data))
    say_written(status, path, version, not installed)


def take_part(path, token, offset, total, expected, data):
    directory, name = locate(path)
    old = status_at(directory, name)
    if old is not None: require_file(old)
    temporary = b".glassbox-upload-" + token.encode()
    finished = False
    fd = None
    try:
        if old is not None and expected == "absent": return say("conflict", "exists")
        flags = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        fd = os.open(temporary, flags | (os.O_CREAT | os.O_EXCL if offset == 0 else 0), 0o600, dir_fd=directory)
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode) or status.st_size != offset: raise Refusal("changed")
        write_all(fd, data, offset)
        if offset + len(data) < total:
            finished = True
            return say("done")
        installed = install(directory, temporary, fd, name, old, old is None, 0o644)
        finished = installed
        pieces = (read_some(fd, 1 << 20, at) for at in range(0, total, 1 << 20))
        say_written(os.fstat(fd) if installed else overwrite(directory, name, pieces, total), path, None, not installed)
    finally:
        if not finished: discard(directory, temporary)


def discard(directory, temporary):
    try:
        os.unlink(temporary, dir_fd=directory)
    except FileNotFoundError:
        pass


def change(what, path, to):
    if what == "make-directory":
        os.mkdir(path, 0o755)
    elif what == "remove":
        if stat.S_ISDIR(os.lstat(path).st_mode): os.rmdir(path)
        else: os.unlink(path)
    elif what == "discard":
        directory, _ = locate(path)
        discard(directory, b".glassbox-upload-" + to)
    else:
        if os.path.lexists(to): raise Refusal("exists")
        os.rename(path, to)
    say("done")


def main():
    line = sys.stdin.buffer.readline()
    what, path, *words = line.decode().split()
    path = decode(path)
    data = sys.stdin.buffer.read()
    os.umask(0)
    try:
        if what == "list": list_directory(path, int(words[0]))
        elif what == "read": read_file(path, int(words[0]), int(words[1]), words[2])
        elif what == "write": write_file(path, words[0], int(words[1]), words[2], data)
        elif what == "part": take_part(path, words[0], int(words[1]), int(words[2]), words[3], data)
        else: change(what, path, decode(words[0]) if words else b"")
    except Refusal as refusal:
        say("refused", refusal.args[0])
    except MemoryError:
        say("refused", "no-memory")
    except OSError as error:
        say("refused", WORDS.get(error.errno, "other"), encode(os.strerror(error.errno or 0).encode()))


main()
