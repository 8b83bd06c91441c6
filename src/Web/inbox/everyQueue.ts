import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo } from "react";
import { call } from "../api/client";
import type { ConversationPreview, DeskCounts } from "../api/types";
import { hub, type Watcher } from "../live/hub";
import type { Row } from "./filter";

/** Queues watched at once; a connection may watch 2,000 things. */
const maxQueues = 500;

/** Milliseconds in which the watches of many queues that begin are one beginning. */
const beginMs = 50;

export const useCounts = () => useQuery({ queryKey: ["counts"], queryFn: ({ signal }) => call<DeskCounts>("/api/conversations/counts", { signal }), staleTime: 5_000, refetchInterval: 60_000 });

/** Every queue that is configured: also one in which nothing is yet has to be watched. */
const useQueueIds = () =>
  useQuery({ queryKey: ["queues"], queryFn: ({ signal }) => call<{ items: { name: string }[] }>("/api/queues", { signal }), staleTime: 60_000, select: data => data.items.map(q => q.name) });

/**
 * Hears of every conversation that changes, in whichever queue. What is read after begun has all that changed before; what changes after comes to changed.
 */
export function useEveryQueue(begun: () => void, changed: (conversation: Row) => void) {
  const counts = useCounts();
  const configured = useQueueIds();
  const queues = useMemo(
    () => [...new Set([...(configured.data ?? []), ...(counts.data?.queues.map(q => q.queue) ?? [])])].sort().slice(0, maxQueues).join("\n"),
    [configured.data, counts.data],
  );
  const onBegun = useEffectEvent(begun);
  const onChanged = useEffectEvent(changed);
  useEffect(() => {
    let beginning: ReturnType<typeof setTimeout> | undefined;
    const ends = (queues ? queues.split("\n") : []).map(queue => {
      const watcher: Watcher = {
        scope: "queue",
        id: queue,
        async begin(invoke) {
          await invoke("WatchQueueWithPreviews", queue);
          clearTimeout(beginning);
          beginning = setTimeout(onBegun, beginMs);
        },
        // None where the service could not read it: then the list asks for it.
        changed: message => {
          const { conversation, preview } = message as { conversation: Row; preview?: ConversationPreview };
          onChanged({ ...conversation, preview });
        },
      };
      return hub.watch(watcher);
    });
    return () => {
      clearTimeout(beginning);
      ends.forEach(end => end());
    };
  }, [queues]);
}
