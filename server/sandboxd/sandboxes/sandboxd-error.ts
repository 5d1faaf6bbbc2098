export { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
