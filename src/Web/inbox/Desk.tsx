import { useMemo } from "react";
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
  const rows = inbox.shown.rows;
  const at = rows.findIndex(row => row.id === id);
  const neighbour = (step: number) => {
    const next = at < 0 ? rows[0] : rows[at + step];
    if (next) open(next.id);
  };

  return (
    <main className={id ? "desk with-conversation" : "desk"}>
      <QueueList filter={filter} counts={inbox.counts} onFilter={to} />
      <InboxList inbox={inbox} filter={filter} openId={id} onOpen={open} onFilter={to} />
      {id ? (
        <ConversationPane key={id} id={id} onBack={() => go(`/inbox${searchOf(filter)}`)} onNext={() => neighbour(1)} onPrevious={() => neighbour(-1)} />
      ) : (
        <section className="no-conversation" aria-label={t("inbox.noneOpen")}>
          <Empty title={t("inbox.noneOpen")}>{t("inbox.noneOpenHint")}</Empty>
        </section>
      )}
    </main>
  );
}
