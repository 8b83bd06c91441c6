import { useEffect, useState } from "react";
import { useMe } from "../access/session";

/** Drafts kept on this computer; the oldest are forgotten. */
const maxDrafts = 100;

/** A text that is being written, and the newest version that was on the screen when it began. */
export interface Draft {
  text: string;
  began: number;
}

const empty: Draft = { text: "", began: 0 };

export const written = ({ text, began }: Draft) => `${began}\n${text}`;

export function read(kept: string | null): Draft {
  const found = /^(\d+)\n([^]*)$/.exec(kept ?? "");
  return found ? { text: found[2]!, began: Number(found[1]) } : empty;
}

/** What was typed stays with its conversation: through a reload, another page, a lost connection. */
export function useDraft(conversation: string, mode: string): [Draft, (text: string, newest: number) => void] {
  const me = useMe();
  const key = `crm.draft.${me.name}.${conversation}.${mode}`;
  const [draft, setDraft] = useState(() => read(localStorage.getItem(key)));
  useEffect(() => setDraft(read(localStorage.getItem(key))), [key]);
  const keep = (text: string, newest: number) => {
    const next = text ? { text, began: draft.text ? draft.began : newest } : empty;
    setDraft(next);
    localStorage.removeItem(key);
    if (!text) return;
    const kept = Object.keys(localStorage).filter(k => k.startsWith("crm.draft."));
    for (const old of kept.slice(0, Math.max(0, kept.length - maxDrafts))) localStorage.removeItem(old);
    localStorage.setItem(key, written(next));
  };
  return [draft, keep];
}
