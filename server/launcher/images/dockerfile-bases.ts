import { LauncherError } from "../failure.ts";

/**
 * The images that a Dockerfile of ours is made from: what FROM and COPY --from name, without its own stages and without scratch, as
 * NAME:TAG. @param where the file's name, for errors
 */
export function parseBases(dockerfile: string, where: string): string[] {
  const stages = new Set<string>();
  const bases = new Set<string>();
  const lines = dockerfile.replaceAll(/\\\s*\n/g, " ").split("\n");
  let froms = 0;
  const note = (image: string) => {
    if (image === "scratch" || stages.has(image.toLowerCase()) || /^\d+$/.test(image)) return;
    if (image.includes("$"))
      throw new LauncherError(`${where}: ${image} is only known while building`, "write the image's name out");
    const short = image.replace(/^docker\.io\//, "").replace(/^library\//, "");
    bases.add(short.includes(":") ? short : `${short}:latest`);
  };
  for (const line of lines) {
    const from = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?\s*$/i.exec(line);
    if (from !== null) {
      froms++;
      note(from[1]!);
      if (from[2] !== undefined) stages.add(from[2].toLowerCase());
    }
    const copied = /^\s*COPY\s+(?:--\S+\s+)*?--from=(\S+)/i.exec(line);
    if (copied !== null) note(copied[1]!);
  }
  if (froms === 0) throw new LauncherError(`${where}: there is no FROM`, "begin with FROM, such as FROM debian:12");
  return [...bases];
}
