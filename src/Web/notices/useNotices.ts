import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { call, newKey, post } from "../api/client";
import { withQuery } from "../api/paths";
import type { Notice, Page } from "../api/types";
import { useAgain } from "../api/useAgain";
import { hub } from "../live/hub";

const pageRows = 50;

/** Milliseconds before the lists are read again. */
const againMs = 20;

type Pages = InfiniteData<Page<Notice>, string | null>;

const keyOf = (unread: boolean) => ["notices", unread ? "unread" : "all"] as const;

/** What one is told, newest first, page by page. */
export function useNotices(unread: boolean) {
  const query = useInfiniteQuery({
    queryKey: keyOf(unread),
    queryFn: ({ pageParam, signal }) => call<Page<Notice>>(withQuery("/api/notices", { unread: unread ? "true" : null, cursor: pageParam, limit: pageRows }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    staleTime: Infinity,
  });
  return { ...query, notices: query.data?.pages.flatMap(page => page.items) ?? [] };
}

/** How many are unread, as far as they were read from the service. */
export function useUnread(): { count: number; more: boolean } {
  const { notices, hasNextPage } = useNotices(true);
  return { count: notices.filter(notice => notice.readAt === null).length, more: hasNextPage };
}

/** Keeps the lists as live as the hub is, and says what came. */
export function useNoticeWatch(raised: (notice: Notice) => void) {
  const queries = useQueryClient();
  const again = useAgain(["notices"], againMs);
  const onRaised = useEffectEvent((notice: Notice) => {
    for (const unread of [true, false]) {
      queries.setQueryData<Pages>(keyOf(unread), known => {
        const [first, ...rest] = known?.pages ?? [];
        if (!known || !first || known.pages.some(page => page.items.some(n => n.id === notice.id))) return known;
        return { ...known, pages: [{ ...first, items: [notice, ...first.items] }, ...rest] };
      });
    }
    // A reading under way may have been too early for it, and would put it away again.
    if (queries.isFetching({ queryKey: ["notices"] }) > 0) again();
    raised(notice);
  });
  useEffect(
    () =>
      hub.watch({
        scope: "notices",
        id: "",
        async begin(invoke) {
          await invoke("WatchNotices");
          // What came before the watch is in the list.
          again();
        },
        changed: message => onRaised((message as { notice: Notice }).notice),
      }),
    [again],
  );
}

export function useReading() {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: ["notices"] });
  const read = useMutation({ mutationFn: (id: string) => post<Notice>(`/api/notices/${id}/read`, {}, newKey()), onSuccess: again });
  const readAll = useMutation({ mutationFn: () => post("/api/notices/read-all", {}, newKey()), onSuccess: again });
  return { read, readAll };
}
