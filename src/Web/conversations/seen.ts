import { useEffect, useState } from "react";

const prefix = "crm.seen.";

/** Conversations whose reading is remembered on this computer; the oldest are forgotten. */
const maxRemembered = 500;

function remember(id: string, version: number) {
  localStorage.removeItem(prefix + id);
  const kept = Object.keys(localStorage).filter(key => key.startsWith(prefix));
  for (const key of kept.slice(0, Math.max(0, kept.length - maxRemembered))) localStorage.removeItem(key);
  localStorage.setItem(prefix + id, String(version));
}

/** The first version that wasn't there at the last visit; null when all was, or at the first visit. Stays while the conversation is open. */
export function useSeen(id: string, newest: number): number | null {
  const [before] = useState(() => Number(localStorage.getItem(prefix + id) ?? 0));
  const [from, setFrom] = useState<number | null>(null);
  useEffect(() => {
    if (!newest) return;
    if (from === null && before > 0 && newest > before) setFrom(before + 1);
    remember(id, newest);
  }, [id, newest, before, from]);
  return from;
}
