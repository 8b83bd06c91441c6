import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";

/** Has the query read again, at most once in so many milliseconds, and not while it is being read. */
export function useAgain(key: QueryKey, pauseMs: number) {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const name = JSON.stringify(key);
  useEffect(() => () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, [name]);
  return useCallback(() => {
    const read = () => {
      timer.current = undefined;
      // A reading under way may have been too early for this change.
      if (queries.isFetching({ queryKey: key }) > 0) timer.current = setTimeout(read, pauseMs);
      else void queries.invalidateQueries({ queryKey: key });
    };
    timer.current ??= setTimeout(read, pauseMs);
    // The name is the key in words.
  }, [queries, name, pauseMs]);
}

/** Milliseconds between a change and the reading that it causes. */
const changePauseMs = 20;

/** Has the query read again whenever the version is another one; one that was known when the query was first asked is in its answer. */
export function useAgainOn(key: QueryKey, version: number | undefined) {
  const again = useAgain(key, changePauseMs);
  const known = useRef(version);
  useEffect(() => {
    if (known.current === version) return;
    known.current = version;
    again();
  }, [again, version]);
}
