import { useSyncExternalStore } from "react";
import { useMe } from "../../access/session";
import type { Kind, Stored } from "./documents";

/** What is being written, and what it was made from. */
export interface Draft {
  base: Stored;
  text: string;
}

const listeners = new Set<() => void>();
let turn = 0;

export const draftKey = (person: string, kind: Kind) => `crm.settings.${person}.${kind}`;

export function keptDraft(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

export function keepDraft(key: string, draft: Draft | null) {
  if (draft) localStorage.setItem(key, JSON.stringify(draft));
  else localStorage.removeItem(key);
  turn++;
  listeners.forEach(listener => listener());
}

/** Which documents have a draft in this browser. */
export function useDrafts(): (kind: Kind) => boolean {
  const me = useMe();
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => turn,
  );
  return kind => localStorage.getItem(draftKey(me.name, kind)) !== null;
}
