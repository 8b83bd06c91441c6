import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationPreview, Page } from "../api/types";
import { useAgain } from "../api/useAgain";
import { useCounts, useEveryQueue } from "./everyQueue";
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

/** Milliseconds between two of those questions: the first change is asked about at once, many that follow are one. */
const previewPauseMs = 50;

/** What rows say besides their state, read for those that are seen, a screen at a time. */
export function usePreviews(rows: readonly Pick<Row, "id" | "version" | "preview">[]) {
  const [previews] = useState(() => new Map<string, { version: number; preview: ConversationPreview | undefined }>());
  const [, redraw] = useState(0);
  const seen = useRef({ rows, isReading: false });
  seen.current.rows = rows;
  // What came with the change isn't asked for.
  const isNew = (id: string, version: number) => (previews.get(id)?.version ?? -1) < version;
  const keep = (id: string, version: number, preview: ConversationPreview | undefined) => {
    if (isNew(id, version)) previews.set(id, { version, preview });
  };
  for (const { id, version, preview } of rows) if (preview) keep(id, version, preview);
  const key = rows.map(row => `${row.id}${row.version}`).join();
  useEffect(() => {
    const state = seen.current;
    const wanted = () => state.rows.filter(row => isNew(row.id, row.version)).slice(0, maxPreviews);
    const read = async () => {
      state.isReading = true;
      try {
        for (let asked = wanted(); asked.length > 0; asked = wanted()) {
          const answer = await call<ConversationPreview[]>(`/api/conversations/previews?${asked.map(row => `id=${row.id}`).join("&")}`);
          const found = new Map(answer.map(preview => [preview.id, preview]));
          for (const { id, version } of asked) keep(id, version, found.get(id) ?? previews.get(id)?.preview);
          redraw(n => n + 1);
          await new Promise(resolve => setTimeout(resolve, previewPauseMs));
        }
      } catch {
        // Rows show their state all the same; the next change asks again.
      } finally {
        state.isReading = false;
      }
    };
    if (!state.isReading) void read();
  }, [key, previews]);
  return (id: string) => previews.get(id)?.preview;
}
