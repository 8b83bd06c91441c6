import { useEffect, useState } from "react";
import { useMe } from "../access/session";

/** Drafts kept on this computer; the oldest are forgotten. */
const maxDrafts = 100;

/** What was typed stays with its conversation: through a reload, another page, a lost connection. */
export function useDraft(conversation: string, mode: string): [string, (text: string) => void] {
  const me = useMe();
  const key = `crm.draft.${me.name}.${conversation}.${mode}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? "");
  useEffect(() => setText(localStorage.getItem(key) ?? ""), [key]);
  const keep = (next: string) => {
    setText(next);
    localStorage.removeItem(key);
    if (!next) return;
    const kept = Object.keys(localStorage).filter(k => k.startsWith("crm.draft."));
    for (const old of kept.slice(0, Math.max(0, kept.length - maxDrafts))) localStorage.removeItem(old);
    localStorage.setItem(key, next);
  };
  return [text, keep];
}
