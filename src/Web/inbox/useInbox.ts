import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationPreview, DeskCounts, Page } from "../api/types";
import { hub, type Watcher } from "../live/hub";
import { searchOf, type Filter, type Row } from "./filter";
import { LiveList } from "./liveList";

/** Queues watched at once; a connection may watch 2,000 things. */
const maxQueues = 500;

/** Milliseconds between two readings of the counters while changes come in. */
const countsPauseMs = 700;

export const useCounts = () => useQuery({ queryKey: ["counts"], queryFn: ({ signal }) => call<DeskCounts>("/api/conversations/counts", { signal }), staleTime: 5_000, refetchInterval: 60_000 });

/** Every queue that is configured: also one in which nothing is yet has to be watched. */
const useQueueIds = () =>
  useQuery({ queryKey: ["queues"], queryFn: ({ signal }) => call<{ items: { name: string }[] }>("/api/queues", { signal }), staleTime: 60_000, select: data => data.items.map(q => q.name) });

/** The list of the filter, live over all queues. */
export function useInbox(filter: Filter) {
  const key = searchOf(filter);
  const queries = useQueryClient();
  const list = useMemo(
    () =>
      new LiveList(filter, (cursor, limit) =>
        call<Page<Row>>(withQuery("/api/conversations", { ...filter, cursor, limit })),
      ),
    // The key is the filter in words.
    [key],
  );
  const counts = useCounts();
  const configured = useQueueIds();
  const queues = useMemo(
    () => [...new Set([...(configured.data ?? []), ...(counts.data?.queues.map(q => q.queue) ?? [])])].sort().slice(0, maxQueues).join("\n"),
    [configured.data, counts.data],
  );
  const counting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    void list.load();
  }, [list]);

  useEffect(() => {
    const recount = () => {
      counting.current ??= setTimeout(() => {
        counting.current = undefined;
        void queries.invalidateQueries({ queryKey: ["counts"] });
      }, countsPauseMs);
    };
    // Read after the watch began: what changed before is in the list, what changes after comes by itself. Many queues are one reading.
    let loading: ReturnType<typeof setTimeout> | undefined;
    const reload = () => {
      clearTimeout(loading);
      loading = setTimeout(() => {
        void list.load();
        recount();
      }, 50);
    };
    const ends = (queues ? queues.split("\n") : []).map(queue => {
      const watcher: Watcher = {
        scope: "queue",
        id: queue,
        async begin(invoke) {
          await invoke("WatchQueue", queue);
          reload();
        },
        changed(message) {
          list.changed((message as { conversation: Row }).conversation);
          recount();
        },
      };
      return hub.watch(watcher);
    });
    return () => {
      clearTimeout(loading);
      ends.forEach(end => end());
    };
  }, [list, queues, queries]);

  const shown = useSyncExternalStore(list.subscribe, () => list.shown);
  return { list, shown, counts: counts.data };
}

/** What rows say besides their state, read for those that are seen, a screen at a time. */
export function usePreviews(rows: readonly Row[]) {
  const [previews] = useState(() => new Map<string, { version: number; preview: ConversationPreview }>());
  const [, redraw] = useState(0);
  const wanted = rows.filter(row => previews.get(row.id)?.version !== row.version).map(row => row.id);
  const key = rows.map(row => `${row.id}${row.version}`).join();
  useEffect(() => {
    if (wanted.length === 0) return;
    const versions = new Map(rows.map(row => [row.id, row.version]));
    const stop = new AbortController();
    // Many changes in a moment are one question.
    const timer = setTimeout(async () => {
      const query = wanted.slice(0, 50).map(id => `id=${id}`).join("&");
      try {
        for (const preview of await call<ConversationPreview[]>(`/api/conversations/previews?${query}`, { signal: stop.signal })) {
          previews.set(preview.id, { version: versions.get(preview.id)!, preview });
        }
        redraw(n => n + 1);
      } catch {
        // Rows show their state all the same; the next change asks again.
      }
    }, 40);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return (id: string) => previews.get(id)?.preview;
}
