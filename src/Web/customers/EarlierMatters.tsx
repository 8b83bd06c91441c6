import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { CustomerView } from "../api/types";
import { ChannelMark } from "../look/ChannelMark";
import { Ago } from "../look/Times";
import { mattersOf, similarFrom } from "./matters";
import { useTimeline } from "./useTimeline";

/** Matters that are shown until more are asked for. */
const firstMatters = 4;

/** What the customer came with before; what is similar to the matter at hand stands first. */
export function EarlierMatters({ customer, here }: { customer: CustomerView; here?: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { entries, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(customer.id, customer.version);
  const matters = useMemo(() => mattersOf(entries, new Set(customer.openConversations.map(c => c.id)), here), [entries, customer.openConversations, here]);
  if (matters.length === 0 && !hasNextPage) return null;
  return (
    <section>
      <h3>{t("customer.earlier")}</h3>
      {matters.length === 0 ? <p className="quiet">{t("customer.noneEarlier")}</p> : null}
      <ul className="open-conversations">
        {matters.slice(0, all ? undefined : firstMatters).map(matter => (
          <li key={matter.conversationId}>
            <Link href={`/conversations/${matter.conversationId}`}>
              <ChannelMark channel={matter.channel} small />
              <span className="grow matter">
                <span className="matter-text">{matter.text || t("inbox.noText")}</span>
                <span className="quiet">
                  <Ago at={matter.lastAt} />
                  {matter.shared >= similarFrom ? ` · ${t("customer.similar")}` : ""}
                  {matter.resolved ? ` · ${t("status.resolved")}` : ""}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {matters.length > firstMatters && !all ? (
        <button type="button" className="plain" onClick={() => setAll(true)}>{t("customer.moreEarlier", { count: matters.length - firstMatters })}</button>
      ) : hasNextPage ? (
        <button type="button" className="plain" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("notices.earlier")}</button>
      ) : null}
    </section>
  );
}
