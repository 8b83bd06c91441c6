import { useTranslation } from "react-i18next";
import { useMe } from "../access/session";
import type { DeskCounts } from "../api/types";
import { count } from "../look/durations";
import { Icon, type IconName } from "../look/icons";
import { sameFilter, type Filter } from "./filter";
import { SavedViewList } from "./SavedViewList";

const everything: Filter = { status: null, queue: null, assignee: null, channel: null, sort: "waiting" };

/** Everything that can be looked at, with how much of it waits. */
export function QueueList({ filter, counts, onFilter }: { filter: Filter; counts: DeskCounts | undefined; onFilter: (filter: Filter) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const queues = counts?.queues ?? [];
  const mine = counts?.assignees.find(a => a.assignee === me.name);
  const sum = (of: (queue: DeskCounts["queues"][number]) => number) => queues.reduce((total, queue) => total + of(queue), 0);

  const place = (label: string, icon: IconName, to: Filter, n: number | undefined) => (
    <Place key={label} label={label} icon={icon} n={counts ? (n ?? 0) : undefined} here={sameFilter({ ...filter, sort: to.sort }, to) && (filter.sort === "due") === (to.sort === "due")} onOpen={() => onFilter(to)} />
  );

  return (
    <nav className="queues" aria-label={t("inbox.queues")}>
      <ul>
        {place(t("inbox.everybodyWaiting"), "inbox", everything, sum(q => q.waiting))}
        {place(t("inbox.mine"), "user", { ...everything, assignee: me.name, sort: "recent" }, mine?.open)}
        {place(t("inbox.nobodys"), "hand", { ...everything, status: "open", assignee: "none" }, sum(q => q.unassigned))}
        {place(t("inbox.due"), "clock", { ...everything, sort: "due" }, sum(q => q.breached))}
        {place(t("inbox.snoozed"), "bell", { ...everything, status: "snoozed", sort: "due" }, undefined)}
        {place(t("inbox.resolved"), "check", { ...everything, status: "resolved", sort: "recent" }, undefined)}
      </ul>
      <h2>{t("inbox.queues")}</h2>
      <ul>{queues.map(queue => place(queue.queue, "people", { ...everything, queue: queue.queue, sort: "priority", status: "open" }, queue.open))}</ul>
      <SavedViewList filter={filter} onFilter={onFilter} />
    </nav>
  );
}

function Place({ label, icon, n, here, onOpen }: { label: string; icon: IconName; n: number | undefined; here: boolean; onOpen: () => void }) {
  const { i18n } = useTranslation();
  return (
    <li>
      <button type="button" className="place" aria-current={here ? "true" : undefined} onClick={onOpen}>
        <Icon name={icon} size={16} />
        <span className="grow">{label}</span>
        {n ? <span className="n">{count(n, i18n.language)}</span> : null}
      </button>
    </li>
  );
}
