import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { Commitment, Page } from "../api/types";
import { useAgainOn } from "../api/useAgain";

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

/** Promises of a page, the latest due first. */
const pagePromises = 50;

/** What was ever promised to a customer, as far as it was looked at; a change of the customer reads it again. */
export function useCustomerPromises(id: string, version: number) {
  const query = useInfiniteQuery({
    queryKey: ["customer-promises", id],
    queryFn: ({ pageParam, signal }) => call<Page<Commitment>>(withQuery("/api/commitments", { customer: id, order: "latest", cursor: pageParam, limit: pagePromises }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    staleTime: Infinity,
  });
  useAgainOn(["customer-promises", id], version);
  const promises = useMemo(() => (query.data?.pages.flatMap(page => page.items) ?? []).sort(byUrgency), [query.data]);
  return { ...query, promises };
}

/** All that is still to be kept, but for what stands above the conversation at hand, and the newest of what is settled. */
export function shownOf(promises: readonly Commitment[], settled: number, here?: string) {
  const open = promises.filter(promise => isOpen(promise) && promise.conversationId !== here);
  const others = promises.filter(promise => !isOpen(promise));
  return { shown: [...open, ...others.slice(0, settled)], hidden: Math.max(0, others.length - settled) };
}
