const tasks = new Set<() => Promise<void>>();

/** What must be there before the page is printed, such as an answer that is still on the server. Gives back how to take it away again. */
export function beforePrint(task: () => Promise<void>): () => void {
  tasks.add(task);
  return () => void tasks.delete(task);
}

/** Nobody waits longer for a printer's dialog; what is not there by then is missing on paper. */
const PATIENCE_MS = 3000;

/** Fetches whatever the page lacks. Never fails. */
export async function preparePrint(): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.allSettled([...tasks].map((task) => task())), patience]);
}
