import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationPreview, Page } from "../api/types";
import { useAgain, useCounts, useEveryQueue } from "./everyQueue";
import { searchOf, type Filter, type Row } from "./filter";
import { LiveList } from "./liveList";

/** Milliseconds between two readings of the counters while changes come in. */
const countsPauseMs = 700;

export { useCounts } from "./everyQueue";

/** The list of the filter, live over all queues. */
export function useInbox(filter: Filter) {
  const key = searchOf(filter);
  const list = useMemo(
    () =>
      new LiveList(filter, (cursor, limit) =>
        call<Page<Row>>(withQuery("/api/conversations", { ...filter, cursor, limit })),
      ),
    // The key is the filter in words.
    [key],
  );
  const counts = useCounts();
  const recount = useAgain(["counts"], countsPauseMs);
  useEffect(() => {
    void list.load();
  }, [list]);
  useEveryQueue(
    () => {
      void list.load();
      recount();
    },
    row => {
      list.changed(row);
      recount();
    },
  );
  const shown = useSyncExternalStore(list.subscribe, () => list.shown);
  return { list, shown, counts: counts.data };
}

/** Conversations of one question for what rows say. */
const maxPreviews = 50;

/** What rows say besides their state, read for those that are seen, a screen at a time. */
export function usePreviews(rows: readonly Pick<Row, "id" | "version">[]) {
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
      try {
        for (let i = 0; i < wanted.length; i += maxPreviews) {
          const query = wanted.slice(i, i + maxPreviews).map(id => `id=${id}`).join("&");
          for (const preview of await call<ConversationPreview[]>(`/api/conversations/previews?${query}`, { signal: stop.signal })) {
            previews.set(preview.id, { version: versions.get(preview.id)!, preview });
          }
          redraw(n => n + 1);
        }
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
