import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView } from "../api/types";
import { ChannelMark, useChannelName } from "../look/ChannelMark";
import { count } from "../look/durations";
import { Ago, Due, Waiting } from "../look/Times";
import { languagesOf } from "./matters";
import { useTimeline } from "./useTimeline";

export function CustomerFacts({ customer }: { customer: CustomerView }) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const { entries } = useTimeline(customer.id, customer.version);
  const languages = useMemo(() => languagesOf(entries), [entries]);
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  const fact = (label: string, value: React.ReactNode) => (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <dl className="facts">
      {customer.waitingSince ? fact(t("customer.waiting"), <Waiting since={customer.waitingSince} />) : null}
      {customer.nextDueAt ? fact(t("customer.due"), <Due at={customer.nextDueAt} />) : null}
      {customer.preferredChannel ? fact(t("customer.prefers"), <><ChannelMark channel={customer.preferredChannel} small /> {channelName(customer.preferredChannel)}</>) : null}
      {languages.length > 0 ? fact(t("customer.speaks"), languages.map(tag => names.of(tag)).join(", ")) : null}
      {customer.firstSeenAt ? fact(t("customer.firstSeen"), <Ago at={customer.firstSeenAt} />) : null}
      {customer.lastSeenAt ? fact(t("customer.lastSeen"), <Ago at={customer.lastSeenAt} />) : null}
      {fact(t("customer.messages"), t("customer.counts", { inbound: count(customer.counts.inbound, i18n.language), outbound: count(customer.counts.outbound, i18n.language), internal: count(customer.counts.internal, i18n.language) }))}
      {customer.tags.length ? fact(t("acts.tags"), customer.tags.join(", ")) : null}
    </dl>
  );
}
