import type { Commitment, ConversationView } from "../api/types";

/** Milliseconds before its time from which a deadline is near. */
export const nearMs = 3_600_000;

/** Deadlines of answers; a snooze is none, and promises are told apart. */
const targets = ["first-response", "next-response", "resolution"];

type Target = "first-response" | "next-response" | "resolution";

/** A conversation on the board, by the deadline that presses most. */
export interface Card {
  row: ConversationView;
  kind: Target;
  dueAt: string;
  /** The ladder's step that was taken last, from 1; 0 for none. */
  step: number;
}

export interface Group<T> {
  /** The ladder's step that all of them are on; 0 for none. */
  step: number;
  items: T[];
}

export interface Board {
  /** Missed and still to be done, by step, the highest first; the most late of each first. */
  late: Group<Card>[];
  /** Due within the hour, the next first. */
  near: Card[];
  /** On a step though there is more than an hour. */
  early: Card[];
  latePromises: Commitment[];
  nearPromises: Commitment[];
}

const byDue = (a: { dueAt: string }, b: { dueAt: string }) => Date.parse(a.dueAt) - Date.parse(b.dueAt);

/** The deadline that presses most; null where none runs. */
export function pressing(row: ConversationView): Card | null {
  const running = row.deadlines.filter(d => d.dueAt !== null && d.state !== "paused" && targets.includes(d.kind)) as { kind: Target; dueAt: string }[];
  const first = running.sort(byDue)[0];
  return first ? { row, kind: first.kind, dueAt: first.dueAt, step: row.escalationLevel } : null;
}

/** What the service has said, as it stands at a moment: a deadline passes though nothing is said. */
export function boardOf(rows: readonly ConversationView[], promises: readonly Commitment[], now: number): Board {
  const cards = [...new Map(rows.map(row => [row.id, row])).values()].map(pressing).filter(card => card !== null).sort(byDue);
  const isLate = ({ dueAt }: { dueAt: string }) => Date.parse(dueAt) <= now;
  const isNear = (item: { dueAt: string }) => !isLate(item) && Date.parse(item.dueAt) - now <= nearMs;
  const late = cards.filter(isLate);
  const steps = [...new Set(late.map(card => card.step))].sort((a, b) => b - a);
  const sorted = [...promises].sort(byDue);
  return {
    late: steps.map(step => ({ step, items: late.filter(card => card.step === step) })),
    near: cards.filter(isNear),
    early: cards.filter(card => !isLate(card) && !isNear(card) && card.step > 0),
    latePromises: sorted.filter(isLate),
    nearPromises: sorted.filter(isNear),
  };
}
