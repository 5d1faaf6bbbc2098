import { createHmac } from "node:crypto";
import type { LabVars, VarGenerator, VarValues } from "../contract/lab-vars.ts";

/** A whole number from 0 to count - 1, always the same for the same name and round. */
export type Choose = (name: string, count: number, round: number) => number;

/** A subnet is drawn anew so often while it lies where it must not. */
const SUBNET_ROUNDS = 100;
/** Spoken with every vowel: 64,000 names, and none that makes a class giggle. */
const CONSONANTS = "bdlmnrtv";
const VOWELS = "aeiou";
const SYLLABLES = 3;

/**
 * Chooses for one person at one lab. Without the secret nobody can tell what it chooses, so that a neighbour's values cannot be worked out. Of
 * 2^64 equally likely numbers the remainder is taken: no choice is likelier than another by more than count / 2^64.
 */
export function createChoose(secret: Uint8Array, person: string, lab: string): Choose {
  return (name, count, round) => {
    const digest = createHmac("sha256", secret)
      .update(JSON.stringify([person, lab, name, round]))
      .digest();
    return Number(digest.readBigUInt64BE() % BigInt(count));
  };
}

/** A lab's values. avoid: networks (CIDR) that no subnet may touch, since the sandbox has them already. */
export function drawVars(vars: LabVars, choose: Choose, avoid: readonly string[] = []): VarValues {
  return Object.fromEntries(Object.entries(vars).map(([name, generator]) => [name, drawOne(name, generator, choose, avoid)]));
}

/** What an attempt keeps: values it has already, although the lab may make them otherwise by now, and drawn ones for what is new. */
export function keepVars(vars: LabVars, kept: VarValues, drawn: VarValues): VarValues {
  return Object.fromEntries(Object.keys(vars).map((name) => [name, (Object.hasOwn(kept, name) ? kept : drawn)[name]!]));
}

function drawOne(name: string, generator: VarGenerator, choose: Choose, avoid: readonly string[]): string | number {
  if (generator === "name") return drawName(name, choose);
  if (generator === "secret") return [0, 1].map((round) => toHex(choose(name, 2 ** 32, round))).join("");
  if ("pick" in generator) return generator.pick[choose(name, generator.pick.length, 0)]!;
  if ("range" in generator) return generator.range[0] + choose(name, generator.range[1] - generator.range[0] + 1, 0);
  return drawSubnet(name, generator.subnet, choose, avoid);
}

const toHex = (number: number) => number.toString(16).padStart(8, "0");

function drawName(name: string, choose: Choose): string {
  const syllable = (round: number) => {
    const at = choose(name, CONSONANTS.length * VOWELS.length, round);
    return `${CONSONANTS[at % CONSONANTS.length]}${VOWELS[Math.floor(at / CONSONANTS.length)]}`;
  };
  return Array.from({ length: SYLLABLES }, (_, round) => syllable(round)).join("");
}

function drawSubnet(name: string, pool: string, choose: Choose, avoid: readonly string[]): string {
  const { first, last } = parseNetwork(pool);
  const taken = avoid.map(parseNetwork);
  let drawn = "";
  for (let round = 0; round < SUBNET_ROUNDS; round++) {
    const start = first + choose(name, (last - first + 1) / 256, round) * 256;
    drawn = [start / 2 ** 24, (start / 2 ** 16) % 256, (start / 256) % 256].map(Math.floor).join(".");
    if (!taken.some((network) => network.first <= start + 255 && start <= network.last)) break;
  }
  return drawn;
}

/** First and last address of an IPv4 network as numbers; host bits are dropped. */
export function parseNetwork(cidr: string): { first: number; last: number } {
  const [address = "", length = "32"] = cidr.split("/");
  const number = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}
