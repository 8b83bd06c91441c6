import type { TimelineEntry } from "../api/types";

/** One conversation as its rows tell it. */
export interface Matter {
  conversationId: string;
  channel: string;
  /** What the customer said first. */
  text: string;
  lastAt: string;
  messages: number;
  resolved: boolean;
  /** Words that it shares with the matter at hand. */
  shared: number;
}

/** Letters of a word's beginning that are compared: endings differ, in Finnish most of all. */
const stemLetters = 5;

/** Shared words from which on two matters count as similar. */
export const similarFrom = 2;

const stems = (text: string) => new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map(word => [...word].slice(0, stemLetters).join("")));

/** A customer's matters by conversation, out of rows that come newest first; those similar to the one at hand stand first. */
export function mattersOf(entries: readonly TimelineEntry[], leftOut: ReadonlySet<string>, hereId?: string): Matter[] {
  const rows = new Map<string, TimelineEntry[]>();
  for (const entry of entries) if (entry.conversationId) rows.set(entry.conversationId, [...(rows.get(entry.conversationId) ?? []), entry]);
  const said = (id: string) => (rows.get(id) ?? []).filter(e => e.direction === "inbound");
  const words = (id: string) => stems(said(id).map(e => `${e.subject ?? ""} ${e.text ?? ""}`).join(" "));
  const here = hereId ? words(hereId) : new Set<string>();
  return [...rows]
    .filter(([id]) => !leftOut.has(id) && id !== hereId)
    .map(([conversationId, all]) => {
      const first = said(conversationId).at(-1) ?? all.findLast(e => e.direction !== null);
      return {
        conversationId,
        channel: all[0]!.channel,
        text: [first?.subject, first?.text].filter(Boolean).join(" · "),
        lastAt: all[0]!.at,
        messages: all.filter(e => e.direction !== null).length,
        resolved: all.find(e => e.kind === "conversation.resolved" || e.kind === "conversation.reopened")?.kind === "conversation.resolved",
        shared: [...words(conversationId)].filter(stem => here.has(stem)).length,
      };
    })
    .filter(matter => matter.messages > 0)
    .sort((a, b) => Number(b.shared >= similarFrom) - Number(a.shared >= similarFrom) || Date.parse(b.lastAt) - Date.parse(a.lastAt));
}

/** Languages in which the customer wrote, the most used first. */
export function languagesOf(entries: readonly TimelineEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const { direction, language } of entries) {
    const tag = language?.split("-")[0]?.toLowerCase();
    if (direction === "inbound" && tag && tag !== "und") counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([tag]) => tag);
}
