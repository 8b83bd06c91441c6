import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useMe } from "../access/session";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationPreview, NotificationChoices, Page } from "../api/types";
import { useEveryQueue } from "../inbox/everyQueue";
import type { Row } from "../inbox/filter";
import { notify } from "../look/notices";
import { useAboutWords } from "./about";
import { Mine, type Heard } from "./mine";
import { isSeen, showOutside, sound } from "./outside";
import { useNoticeWatch } from "./useNotices";

/** One's own that are remembered, to know what is new to one. */
const maxMine = 200;

/** Milliseconds in which the same conversation is given to one once. */
const onceMs = 10_000;

const isGiven = (about: string) => /^(assigned|handed-over):/.test(about);

type Event = Exclude<keyof NotificationChoices, "version">;

export const useChoices = () => useQuery({ queryKey: ["notifications"], queryFn: ({ signal }) => call<NotificationChoices>("/api/me/notifications", { signal }), staleTime: 60_000 });

/** Tells of notices, and of what comes to one's own conversations, by the means that one chose; outside the page only while it isn't seen. */
export function useAnnouncing() {
  const { t } = useTranslation();
  const me = useMe();
  const [, go] = useLocation();
  const choices = useChoices().data;
  const aboutWords = useAboutWords();
  const given = useMemo(() => new Set<string>(), []);
  const mine = useMemo(() => new Mine(me.name), [me.name]);

  const announce = (event: Event, title: string, body: string, tag: string, conversation: string | null) => {
    // What a person gives comes as a notice too: once is enough.
    if (event === "assigned" && conversation) {
      if (given.has(conversation)) return;
      given.add(conversation);
      setTimeout(() => given.delete(conversation), onceMs);
    }
    const means = choices?.[event] ?? [];
    if (means.includes("screen")) showOutside(title, body, tag, () => conversation && go(`/conversations/${conversation}`));
    if (means.includes("sound")) sound();
  };
  const previewOf = async (id: string) => (await call<ConversationPreview[]>(`/api/conversations/previews?id=${id}`))[0];

  useNoticeWatch(notice => {
    const body = aboutWords(notice.about);
    if (isSeen()) notify(body);
    announce(isGiven(notice.about) ? "assigned" : "due", t(`notices.level.${notice.level}`), body, notice.id, notice.conversationId);
  });

  const tell = async (row: Row, heard: Heard) => {
    const preview = await previewOf(row.id);
    // A colleague's note is no customer's message.
    if (!preview || (heard === "message" && preview.direction !== "inbound")) return;
    announce(heard, preview.name ?? t("conversation.title"), t(`settings.when.${heard}`), `${row.id} ${row.version}`, row.id);
  };
  useEveryQueue(
    () => void call<Page<Row>>(withQuery("/api/conversations", { assignee: me.name, sort: "recent", limit: maxMine })).then(page => mine.are(page.items), () => {}),
    row => {
      const heard = mine.heard(row);
      if (heard && !isSeen()) tell(row, heard).catch(() => {});
    },
  );
}
