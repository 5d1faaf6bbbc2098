import { Worker } from "node:worker_threads";
import type { SocketAnswer, SocketRequest } from "./socket-worker.ts";

export type MadeSocket = { fd: number; addresses: string[] };

/** Makes sockets in other network namespaces. Its thread is started when it is first needed and again after it failed. */
export class SocketMaker {
  #worker: Worker | null = null;
  #seq = 0;
  readonly #waiting = new Map<number, { resolve: (made: MadeSocket) => void; reject: (error: Error) => void }>();

  /** An unconnected TCP socket of that namespace; whoever asked for it closes it. @throws Error with the kernel's answer */
  make(namespaceFd: number, family: 4 | 6): Promise<MadeSocket> {
    return new Promise((resolve, reject) => {
      const seq = ++this.#seq;
      this.#waiting.set(seq, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ seq, namespaceFd, family } satisfies SocketRequest);
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./socket-worker.ts", import.meta.url));
    worker.unref();
    worker.on("message", (answer: SocketAnswer) => {
      const waiting = this.#waiting.get(answer.seq);
      this.#waiting.delete(answer.seq);
      if ("error" in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer);
    });
    const end = (error: Error) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on("error", end);
    worker.on("exit", () => end(new Error("the thread that makes sockets ended")));
    return worker;
  }
}
