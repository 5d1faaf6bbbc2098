import { describe, expect, it } from "vitest";
import { toCtlState } from "./ctl-state.ts";

describe("the runtime's state for entering beside the student's limits", () => {
  it("names ctl in place of box in every hierarchy of runc's state and leaves the rest", () => {
    const state = {
      id: "x",
      init_process_pid: 7,
      cgroup_paths: { pids: "/sys/fs/cgroup/pids/gb/x/box", "": "/sys/fs/cgroup/unified/gb/x/box" },
    };
    expect(JSON.parse(toCtlState("runc", JSON.stringify(state)))).toEqual({
      ...state,
      cgroup_paths: { pids: "/sys/fs/cgroup/pids/gb/x/ctl", "": "/sys/fs/cgroup/unified/gb/x/ctl" },
    });
  });

  it("does the same to crun's status", () => {
    const status = { pid: 7, "cgroup-path": "/gb/x/box" };
    expect(JSON.parse(toCtlState("crun", JSON.stringify(status)))).toEqual({ pid: 7, "cgroup-path": "/gb/x/ctl" });
  });

  it("names a script's cgroup only where processes are counted: v1's pids hierarchy, on a pure v2 host the one there is", () => {
    const hybrid = { cgroup_paths: { pids: "/p/gb/x/box", memory: "/m/gb/x/box", "": "/u/gb/x/box" } };
    expect(JSON.parse(toCtlState("runc", JSON.stringify(hybrid), "script-3"))).toEqual({
      cgroup_paths: { pids: "/p/gb/x/script-3", memory: "/m/gb/x/ctl", "": "/u/gb/x/ctl" },
    });
    const pure = { cgroup_paths: { "": "/u/gb/x/box" } };
    expect(JSON.parse(toCtlState("runc", JSON.stringify(pure), "script-3"))).toEqual({
      cgroup_paths: { "": "/u/gb/x/script-3" },
    });
    expect(JSON.parse(toCtlState("crun", JSON.stringify({ "cgroup-path": "/gb/x/box" }), "script-3"))).toEqual({
      "cgroup-path": "/gb/x/script-3",
    });
  });

  it("refuses a state that does not name a box: entering would land in the wrong place", () => {
    expect(() => toCtlState("crun", JSON.stringify({ "cgroup-path": "/gb/x" }))).toThrow("not a box");
  });
});
