import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { Page, TimelineEntry } from "../api/types";
import { useAgainOn } from "../api/useAgain";
import { isShown } from "../conversations/updates";

const pageRows = 100;

const keyOf = (entry: TimelineEntry) => `${entry.conversationId} ${entry.version}`;

/** Everything with the customer, newest first, as far as it was looked at; a change of the customer reads the newest again. */
export function useTimeline(id: string, version: number | undefined) {
  const query = useInfiniteQuery({
    queryKey: ["timeline", id],
    queryFn: ({ pageParam, signal }) => call<Page<TimelineEntry>>(withQuery(`/api/customers/${id}/timeline`, { before: pageParam, limit: pageRows }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    staleTime: Infinity,
  });
  useAgainOn(["timeline", id], version);
  const entries = useMemo(() => [...new Map(query.data?.pages.flatMap(page => page.items).filter(isShown).map(entry => [keyOf(entry), entry])).values()], [query.data]);
  return { ...query, entries };
}
