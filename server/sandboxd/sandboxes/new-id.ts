import { randomBytes } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** A new sandbox id: 12 base32 characters, 60 random bits. */
export const newSandboxId = (): string => Array.from(randomBytes(12), (byte) => ALPHABET[byte & 31]).join("");
