import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { hub } from "./hub";
import { StateWatch, type Change } from "./stateWatch";

export const useLink = () => useSyncExternalStore(hub.subscribe, () => hub.link);

/** Keeps the query [scope, id] as live as the hub is. A newer state that is there already counts. */
export function useWatch<T extends { version: number }>(scope: "customer" | "conversation", id: string | null | undefined, heard?: (change: Change<T>) => void) {
  const queries = useQueryClient();
  const onHeard = useEffectEvent((change: Change<T>) => heard?.(change));
  useEffect(() => {
    if (!id) return;
    const watch = new StateWatch<T>(scope, id, state =>
      queries.setQueryData<T>([scope, id], known => (known && known.version >= state.version ? known : state)),
      onHeard,
    );
    watch.state = queries.getQueryData<T>([scope, id]);
    return hub.watch(watch);
  }, [queries, scope, id]);
}
