"use client";

import { useEffect, useState } from "react";

const EVERY_MS = 1000;

/**
 * When the view on show was last known to be true, in Unix ms of the server's clock. The server says nothing while nothing changes, so an
 * open connection to a running sandbox is the confirmation; null before there was one. A hidden page does no work.
 */
export function useConfirmedAt(connected: boolean, serverNow: () => number): number | null {
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    if (!connected) return;
    const confirm = () => {
      if (!document.hidden) setAt(serverNow());
    };
    confirm();
    const timer = setInterval(confirm, EVERY_MS);
    document.addEventListener("visibilitychange", confirm);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", confirm);
    };
  }, [connected, serverNow]);
  return at;
}
