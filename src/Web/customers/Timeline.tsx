import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { TimelineEntry } from "../api/types";
import { Entry } from "../conversations/Entry";
import { useChannelName } from "../look/ChannelMark";
import { dayName } from "../look/durations";
import { Empty, Failed, Loading } from "../look/States";
import { useTimeline } from "./useTimeline";

const kinds = ["all", "inbound", "outbound", "internal", "acts"] as const;
type Kind = (typeof kinds)[number];

const estimatePixels = 110;

const matches = (entry: TimelineEntry, kind: Kind, channel: string) =>
  (kind === "all" || (kind === "acts" ? entry.direction === null : entry.direction === kind)) && (channel === "" || entry.channel === channel);

/** Everything said and done, newest first; only what is seen is on the page. */
export function Timeline({ id, version, channels }: { id: string; version: number; channels: string[] }) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const scroller = useRef<HTMLDivElement>(null);
  const [kind, setKind] = useState<Kind>("all");
  const [channel, setChannel] = useState("");
  const { entries, hasNextPage, fetchNextPage, isFetchingNextPage, error, isPending, refetch } = useTimeline(id, version);
  const shown = useMemo(() => entries.filter(entry => matches(entry, kind, channel)), [entries, kind, channel]);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatePixels,
    overscan: 6,
    getItemKey: i => `${shown[i]!.conversationId} ${shown[i]!.version}`,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= shown.length - 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, last, shown.length, fetchNextPage]);

  return (
    <section className="timeline" aria-label={t("customer.timeline")}>
      <div className="row timeline-head">
        <h2>{t("customer.timeline")}</h2>
        <span className="grow" />
        <div className="segments" role="group" aria-label={t("customer.show")}>
          {kinds.map(k => (
            <button key={k} type="button" aria-pressed={k === kind} onClick={() => setKind(k)}>{t(`customer.kind.${k}`)}</button>
          ))}
        </div>
        <label className="filter" data-set={channel !== ""}>
          <span className="visually-hidden">{t("inbox.channel")}</span>
          <select value={channel} onChange={event => setChannel(event.target.value)}>
            <option value="">{t("inbox.channel")}</option>
            {channels.map(c => <option key={c} value={c}>{channelName(c)}</option>)}
          </select>
        </label>
      </div>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading /> : null}
      {!isPending && shown.length === 0 && !hasNextPage ? <Empty title={t("customer.nothing")} /> : null}
      <div className="timeline-rows" ref={scroller} tabIndex={0} role="region" aria-label={t("customer.timeline")}>
        <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {items.map(item => {
            const entry = shown[item.index]!;
            const before = shown[item.index - 1];
            const day = dayName(entry.at, i18n.language);
            return (
              <div key={item.key} ref={virtual.measureElement} data-index={item.index} className="timeline-row" style={{ transform: `translateY(${item.start}px)` }}>
                {!before || dayName(before.at, i18n.language) !== day ? <div className="day-line"><span>{day}</span></div> : null}
                <Entry entry={entry} showChannel />
                {entry.direction && entry.conversationId ? <Link className="quiet to-conversation" href={`/conversations/${entry.conversationId}`}>{t("customer.toConversation")}</Link> : null}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
