import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationView, Page } from "../api/types";
import { useAgain } from "../api/useAgain";
import { useEveryQueue } from "../inbox/everyQueue";
import { usePreviews } from "../inbox/useInbox";
import { ChannelMark, useChannelName } from "../look/ChannelMark";
import { count, precise } from "../look/durations";
import { Icon } from "../look/icons";
import { Empty, Failed, Loading } from "../look/States";
import { Countdown, Waiting } from "../look/Times";
import { pressing } from "./board";
import { ConversationCard } from "./ConversationCard";
import { tally } from "./tally";
import { useCardActs } from "./useCardActs";

/** Rows of a page, the most that the service gives, and pages that are read: the longest waiting. */
const pageRows = 200;
const maxPages = 5;

/** Milliseconds between two readings while changes come in. */
const pauseMs = 700;

/** Pixels of a card with the space below it, as in boards.css. */
const cardHeight = 106;

interface Unanswered {
  target: number;
  /** Those whose wait is long enough to count. */
  count: number;
  afterSeconds: number;
}

async function read(signal: AbortSignal): Promise<Unanswered & { items: ConversationView[]; hasMore: boolean }> {
  const { target, count: over, afterSeconds } = await call<Unanswered>(withQuery("/api/unanswered", { limit: 1 }), { signal });
  const items: ConversationView[] = [];
  for (let page = 0, cursor: string | null = null; ; page++) {
    const answer: Page<ConversationView> = await call(withQuery("/api/conversations", { sort: "waiting", limit: pageRows, cursor }), { signal });
    items.push(...answer.items);
    cursor = answer.next;
    if (!cursor || page + 1 >= maxPages) return { target, count: over, afterSeconds, items, hasMore: cursor !== null };
  }
}

/** Everybody who waits for an answer, longest first. The target is none. */
export function UnansweredPage() {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const [, go] = useLocation();
  const chosen = new URLSearchParams(useSearch());
  const [queue, channel] = [chosen.get("queue"), chosen.get("channel")];
  const query = useQuery({ queryKey: ["unanswered"], queryFn: ({ signal }) => read(signal), refetchInterval: 30_000 });
  const again = useAgain(["unanswered"], pauseMs);
  useEveryQueue(again, again);
  const scroller = useRef<HTMLDivElement>(null);
  const all = query.data?.items ?? [];
  const rows = all.filter(row => (queue === null || row.queue === queue) && (channel === null || row.channel === channel));
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => cardHeight, overscan: 6, getItemKey: i => rows[i]!.id });
  const items = virtual.getVirtualItems();
  const preview = usePreviews(items.map(item => rows[item.index]!).filter(Boolean));
  const acts = useCardActs(t("app.unanswered"), id => rows.find(row => row.id === id), again);

  if (!query.data) return <main className="board-page">{query.error ? <Failed error={query.error} again={() => void query.refetch()} /> : <Loading />}</main>;
  const { count: over, target, afterSeconds, hasMore } = query.data;
  const choose = (next: { queue?: string | null; channel?: string | null }) => go(withQuery("/unanswered", { queue, channel, ...next }), { replace: true });
  const facet = (label: string, of: (row: ConversationView) => string, value: string | null, name: "queue" | "channel") => (
    <div className="facet" role="group" aria-label={label}>
      <span className="quiet">{label}</span>
      {tally(all.map(of)).map(([key, n]) => (
        <button key={key} type="button" aria-pressed={value === key} onClick={() => choose({ [name]: value === key ? null : key })}>
          {name === "channel" ? <ChannelMark channel={key} small /> : null}
          {name === "channel" ? channelName(key) : key} <span className="n">{count(n, i18n.language)}</span>
        </button>
      ))}
    </div>
  );

  return (
    <main className="board-page" ref={acts.page}>
      <div className="row board-head">
        <h1>{t("app.unanswered")}</h1>
        <span className="grow" />
        <p className="unanswered-count" data-well={over <= target} role="status">
          <b>{count(over, i18n.language)}</b>{" "}
          <span className="quiet">{afterSeconds > 0 ? t("boards.targetAfter", { count: target, time: precise(afterSeconds * 1000, i18n.language) }) : t("boards.target", { count: target })}</span>
        </p>
      </div>
      {all.length === 0 ? (
        <div className="all-well">
          <Icon name="check" size={40} />
          <Empty title={t("boards.nobodyWaits")}>{t("boards.nobodyWaitsHint")}</Empty>
        </div>
      ) : (
        <>
          {facet(t("boards.byQueue"), row => row.queue, queue, "queue")}
          {facet(t("boards.byChannel"), row => row.channel, channel, "channel")}
          {hasMore ? <p className="quiet">{t("boards.longest", { count: all.length })}</p> : null}
          <div className="unanswered-rows" ref={scroller} tabIndex={-1}>
            {rows.length === 0 ? <Empty title={t("inbox.empty")}>{t("boards.noneLikeThis")}</Empty> : null}
            <ul style={{ height: virtual.getTotalSize() }} aria-label={t("app.unanswered")}>
              {items.map(item => {
                const row = rows[item.index];
                if (!row) return null;
                const due = pressing(row);
                return (
                  <ConversationCard
                    key={row.id}
                    row={row}
                    preview={preview(row.id)}
                    acts={acts}
                    time={<span className="card-times">{due ? <Countdown at={due.dueAt} /> : null} <Waiting since={row.waitingSince ?? row.openedAt} /></span>}
                    top={item.start}
                  />
                );
              })}
            </ul>
          </div>
        </>
      )}
    </main>
  );
}
