import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationView, Page, TimelineEntry } from "../api/types";
import { useWatch } from "../live/useLive";
import { readConversation } from "./acts";
import { Story } from "./story";

export function useConversation(id: string, story: Story) {
  const query = useQuery({ queryKey: ["conversation", id], queryFn: ({ signal }) => readConversation(id, signal), staleTime: Infinity });
  useWatch<ConversationView>("conversation", query.data ? id : null, change => change.rows && story.heard(change.from, change.rows.items));
  const version = query.data?.version;
  useEffect(() => {
    if (version) void story.catchUp(version);
  }, [story, version]);
  return query;
}

export function useStory(id: string) {
  const story = useMemo(() => {
    const path = `/api/conversations/${id}/timeline`;
    return new Story({
      before: (before, limit) => call<Page<TimelineEntry>>(withQuery(path, { before, limit })),
      since: (since, limit) => call<Page<TimelineEntry>>(withQuery(path, { since, limit })),
    });
  }, [id]);
  useEffect(() => void story.load(), [story]);
  return { story, told: useSyncExternalStore(story.subscribe, () => story.told) };
}
