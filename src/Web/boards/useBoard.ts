import { useQuery } from "@tanstack/react-query";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { Alarms, Commitment, ConversationView, Page } from "../api/types";
import { useAgain } from "../api/useAgain";
import { useEveryQueue } from "../inbox/everyQueue";

/** Rows of a page, the most that the service gives. */
const pageRows = 200;

/** Pages of missed ones that are read; what is beyond is counted. */
const maxPages = 3;

/** How far ahead the board looks for conversations that are on a step of a ladder. */
const aheadMs = 4 * 3_600_000;

/** Milliseconds between two readings while changes come in. */
const pauseMs = 500;

interface Read {
  rows: ConversationView[];
  promises: Commitment[];
  /** Whether more is late than was read. */
  hasMore: boolean;
}

async function conversations(parameters: Record<string, string>, isEnough: (last: ConversationView) => boolean, signal: AbortSignal) {
  const rows: ConversationView[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const answer: Page<ConversationView> = await call(withQuery("/api/conversations", { ...parameters, limit: pageRows, cursor }), { signal });
    rows.push(...answer.items);
    cursor = answer.next;
    if (!cursor || isEnough(answer.items.at(-1)!)) return { rows, hasMore: false };
  }
  return { rows, hasMore: true };
}

const promises = async (state: string, signal: AbortSignal) => (await call<Page<Commitment>>(withQuery("/api/commitments", { state, limit: pageRows }), { signal })).items;

async function read(signal: AbortSignal): Promise<Read> {
  const until = Date.now() + aheadMs;
  const [due, late, open, broken] = await Promise.all([
    conversations({ sort: "due" }, last => last.nextDueAt !== null && Date.parse(last.nextDueAt) > until, signal),
    conversations({ breached: "true", sort: "priority" }, () => false, signal),
    promises("open", signal),
    promises("late", signal),
  ]);
  return { rows: [...due.rows, ...late.rows], promises: [...open, ...broken], hasMore: late.hasMore };
}

/** What presses, live: read again when something changes, and counted down in between. */
export function useBoard() {
  const board = useQuery({ queryKey: ["board"], queryFn: ({ signal }) => read(signal), refetchInterval: 30_000 });
  const alarms = useQuery({ queryKey: ["alarms"], queryFn: ({ signal }) => call<Alarms>("/api/alarms", { signal }), refetchInterval: 15_000 });
  const again = useAgain(["board"], pauseMs);
  const againAlarms = useAgain(["alarms"], 6_000);
  const both = () => {
    again();
    againAlarms();
  };
  useEveryQueue(both, both);
  return { board, alarms: alarms.data?.items ?? [], again: both };
}
