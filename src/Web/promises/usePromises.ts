import { useQueries } from "@tanstack/react-query";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { Commitment, Page } from "../api/types";

/** Most promises of one conversation that are shown; the service allows 20 that are still to be kept. */
const maxPromises = 100;

const states = ["late", "open", "kept", "broken", "cancelled"];

/** What is still to be kept stands first, the earliest due before others; then what is settled, the newest first. */
export function byUrgency(a: Commitment, b: Commitment): number {
  const weight = (c: Commitment) => Math.min(2, states.indexOf(c.state));
  return weight(a) - weight(b) || (weight(a) < 2 ? Date.parse(a.dueAt) - Date.parse(b.dueAt) : Date.parse(b.endedAt ?? b.dueAt) - Date.parse(a.endedAt ?? a.dueAt));
}

export const isOpen = (promise: Commitment) => promise.state === "open" || promise.state === "late";

/** The promises of conversations, as of their versions. */
export function usePromises(conversations: readonly { id: string; version: number }[]): Commitment[] {
  return useQueries({
    queries: conversations.map(({ id, version }) => ({
      queryKey: ["commitments", id, version],
      queryFn: ({ signal }: { signal: AbortSignal }) => call<Page<Commitment>>(withQuery("/api/commitments", { conversation: id, limit: maxPromises }), { signal }),
      staleTime: Infinity,
      placeholderData: (before: Page<Commitment> | undefined) => before,
    })),
    combine: answers => answers.flatMap(answer => answer.data?.items ?? []).sort(byUrgency),
  });
}
