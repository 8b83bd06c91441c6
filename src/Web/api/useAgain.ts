import { useQueryClient, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";

/** Readings to come, by the name of their query: whoever asks meanwhile has asked already. */
const waiting = new WeakMap<QueryClient, Map<string, ReturnType<typeof setTimeout>>>();

function waitingOf(queries: QueryClient) {
  const known = waiting.get(queries) ?? new Map<string, ReturnType<typeof setTimeout>>();
  waiting.set(queries, known);
  return known;
}

/** Has the query read again: at once, but at most once in so many milliseconds and not while it is being read. Whoever asks for the same query shares the reading. */
export function useAgain(key: QueryKey, pauseMs: number) {
  const queries = useQueryClient();
  const name = JSON.stringify(key);
  return useCallback(() => {
    const timers = waitingOf(queries);
    const wait = (ms: number) => timers.set(name, setTimeout(read, ms));
    const read = () => {
      timers.delete(name);
      // A reading under way may have been too early for this change.
      if (queries.isFetching({ queryKey: key }) > 0) wait(pauseMs);
      else void queries.invalidateQueries({ queryKey: key });
    };
    if (timers.has(name)) return;
    const readAt = Math.max(0, ...queries.getQueryCache().findAll({ queryKey: key }).map(query => query.state.dataUpdatedAt));
    wait(Math.max(0, readAt + pauseMs - Date.now()));
    // The name is the key in words.
  }, [queries, name, pauseMs]);
}

/** Milliseconds between two readings of what follows a version. */
const followPauseMs = 500;

/** Has the query read again whenever the version is another one, and when somebody begins to look: what was kept may be of an older one. */
export function useAgainOn(key: QueryKey, version: number | undefined) {
  const again = useAgain(key, followPauseMs);
  useEffect(() => {
    if (version !== undefined) again();
  }, [again, version]);
}
