/** Who ran out of memory and who was killed for it; paths of cgroups in the memory hierarchy. */
export type OomKill = { memcg: string; isVictimBelow: boolean };

/**
 * Reads one record of /dev/kmsg (Documentation/ABI/testing/dev-kmsg) as the kill for the limit of one of these cgroups; null for anything else.
 *
 * The line is the kernel's since Linux 5.0 (dump_oom_summary in mm/oom_kill.c, mem_cgroup_print_oom_context in mm/memcontrol.c):
 * `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=...,cpuset=NAME,mems_allowed=0,oom_memcg=/a,task_memcg=/a/b,task=COMM,pid=1,uid=0`.
 * Students choose NAME, the ends of both paths and COMM. A NAME holds no slash, so the first `,oom_memcg=/` is the kernel's; and whoever makes
 * cgroups in /a makes none beside it, so that what follows /a itself is the kernel's as well.
 */
export function parseOomLine(record: string, memcgs: Iterable<string>): OomKill | null {
  const [header = "", ...rest] = record.split(";");
  // Facility 0 is the kernel; what a process writes there has another.
  if (Number.parseInt(header, 10) > 7) return null;
  const message = rest.join(";");
  if (!message.startsWith("oom-kill:constraint=CONSTRAINT_MEMCG,")) return null;
  const start = message.indexOf(KEY);
  if (start < 0) return null;
  const told = message.slice(start + KEY.length - 1);
  for (const memcg of memcgs) {
    if (told.startsWith(`${memcg},task_memcg=${memcg}/`)) return { memcg, isVictimBelow: true };
    if (told.startsWith(`${memcg},task_memcg=${memcg},task=`)) return { memcg, isVictimBelow: false };
  }
  return null;
}
const KEY = ",oom_memcg=/";
