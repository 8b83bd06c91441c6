import { useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { ConversationPane } from "../conversations/ConversationPane";
import { Empty } from "../look/States";
import { filterOf, searchOf, type Filter } from "./filter";
import { InboxList } from "./InboxList";
import { QueueList } from "./QueueList";
import { useInbox } from "./useInbox";

/** Where an agent is all day: the queues, the list, and the conversation that is open. */
export function Desk({ id }: { id: string | null }) {
  const { t } = useTranslation();
  const search = useSearch();
  const [, go] = useLocation();
  const filter = useMemo(() => filterOf(search), [search]);
  const inbox = useInbox(filter);
  const to = (next: Filter) => go(`/inbox${searchOf(next)}`);
  const open = (conversation: string) => go(`/conversations/${conversation}${searchOf(filter)}`);
  const latest = useRef({ open, rows: inbox.shown.rows, filter });
  latest.current = { open, rows: inbox.shown.rows, filter };
  const neighbour = (step: number) => {
    const { rows } = latest.current;
    const at = rows.findIndex(row => row.id === id);
    const next = at < 0 ? rows[0] : rows[at + step];
    if (next) latest.current.open(next.id);
  };
  const onBack = useCallback(() => go(`/inbox${searchOf(latest.current.filter)}`), [go]);
  const onNext = useCallback(() => neighbour(1), [id]);
  const onPrevious = useCallback(() => neighbour(-1), [id]);

  return (
    <main className={id ? "desk with-conversation" : "desk"}>
      <QueueList filter={filter} counts={inbox.counts} onFilter={to} />
      <InboxList inbox={inbox} filter={filter} openId={id} onOpen={open} onFilter={to} />
      {id ? (
        <ConversationPane key={id} id={id} onBack={onBack} onNext={onNext} onPrevious={onPrevious} />
      ) : (
        <section className="no-conversation" aria-label={t("inbox.noneOpen")}>
          <Empty title={t("inbox.noneOpen")}>{t("inbox.noneOpenHint")}</Empty>
        </section>
      )}
    </main>
  );
}
