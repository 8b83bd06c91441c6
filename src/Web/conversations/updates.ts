import type { DeliveryReceipt, TimelineEntry } from "../api/types";

type Wording = TimelineEntry["earlier"][number];

/** A receipt outweighs those before it here: mail that was delivered comes back, and what was read has arrived. */
const ranks = ["sent", "delivered", "failed", "read"];

const byText = (a: string | null, b: string | null) => (a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1);

function outweighs(receipt: DeliveryReceipt, known: DeliveryReceipt | null) {
  if (!known) return true;
  return (ranks.indexOf(receipt.state) - ranks.indexOf(known.state) || Date.parse(receipt.at) - Date.parse(known.at) || byText(receipt.reason, known.reason)) > 0;
}

const later = (a: string | null, b: string) => (a && Date.parse(a) > Date.parse(b) ? a : b);

function edited(message: TimelineEntry, edit: Wording): TimelineEntry {
  if (message.removedAt) return { ...message, editedAt: later(message.editedAt, edit.at) };
  const [first, ...rest] = [...message.earlier, { text: message.text, at: message.editedAt ?? message.at }];
  const edits = [...new Map([...rest, edit].map(w => [`${Date.parse(w.at)} ${w.text}`, w])).values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || byText(a.text, b.text));
  const newest = edits.pop()!;
  return { ...message, text: newest.text, editedAt: newest.at, earlier: [first!, ...edits] };
}

/** The message as its updates leave it, whatever their order and however often each is told: as the service itself folds them. */
export const fold = (message: TimelineEntry, updates: readonly TimelineEntry[]) =>
  updates.reduce((now, update) => {
    if (update.receipt) return outweighs(update.receipt, now.receipt) ? { ...now, receipt: update.receipt } : now;
    if (update.removedAt) {
      const first = now.removedAt && Date.parse(now.removedAt) < Date.parse(update.removedAt) ? now.removedAt : update.removedAt;
      return { ...now, removedAt: first, text: null, subject: null, attachments: [], earlier: [] };
    }
    return update.editedAt ? edited(now, { text: update.text, at: update.editedAt }) : now;
  }, message);

/** Whether a row stands for itself: what became of a message is shown on the message. */
export const isShown = (entry: TimelineEntry) => entry.of === null;

/** The rows that are shown, with what became of each. */
export function withUpdates(rows: readonly TimelineEntry[]): TimelineEntry[] {
  const updates = new Map<number, TimelineEntry[]>();
  for (const row of rows) if (row.of !== null) updates.set(row.of, [...(updates.get(row.of) ?? []), row]);
  return rows.filter(isShown).map(row => (updates.has(row.version) ? fold(row, updates.get(row.version)!) : row));
}
