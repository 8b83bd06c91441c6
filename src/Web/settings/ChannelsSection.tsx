import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { Alarms, ConversationView, Page, StatsView } from "../api/types";
import { localeOf } from "../language/locale";
import { ChannelMark, useChannelName } from "../look/ChannelMark";
import { count, exact, relative } from "../look/durations";
import { Dialog } from "../look/Dialog";
import { Empty, Failed, Loading } from "../look/States";
import { documentQuery } from "./documents/documents";
import { at, isMapping, read, type Value } from "./documents/yamlText";

interface Duty {
  channel: string;
  account: string | null;
  calendar: string;
  watched: boolean;
  until: string | null;
  from: string | null;
}

/** Lines change by themselves when an opening ends: asked again so often, in milliseconds. */
const lookMs = 60_000;

/** The channels and accounts that have hours of their own or have brought anything, and how each is doing. */
export function ChannelsSection() {
  const { t, i18n } = useTranslation();
  const nameOf = useChannelName();
  const [tested, setTested] = useState<Duty | null>(null);
  const duty = useQuery({ queryKey: ["duty"], queryFn: ({ signal }) => call<{ items: Duty[] }>("/api/channels/duty", { signal }), refetchInterval: lookMs });
  const stats = useQuery({ queryKey: ["stats"], queryFn: ({ signal }) => call<StatsView>("/api/stats", { signal }) });
  const notices = useQuery(documentQuery("notices"));
  const alarms = useQuery({ queryKey: ["channel-alarms"], queryFn: ({ signal }) => call<Alarms>("/api/alarms", { signal }), refetchInterval: lookMs });
  const error = duty.error ?? stats.error ?? notices.error ?? alarms.error;
  const silence = silenceIn(notices.data?.text ?? "");
  const counts = (stats.data?.byChannel ?? {}) as Record<string, number>;
  const lines = duty.data?.items ?? [];
  const whole = new Set(lines.filter(l => l.account === null).map(l => l.channel));
  // A channel without a line for all its accounts is always watched.
  const rows: Duty[] = [...lines, ...Object.keys(counts).filter(channel => !whole.has(channel)).map(channel => ({ channel, account: null, calendar: "always", watched: true, until: null, from: null }))];
  return (
    <>
      <div className="row">
        <h2>{t("settings.channels")}</h2>
        <span className="grow" />
        <Link href="/settings/calendars" className="button">{t("channels.hours")}</Link>
        <Link href="/settings/notices" className="button">{t("channels.alarms")}</Link>
      </div>
      <p className="quiet">{t("channels.about")}</p>
      {error ? <Failed error={error} again={() => void (duty.refetch(), stats.refetch(), notices.refetch(), alarms.refetch())} /> : null}
      {!error && (!duty.data || !stats.data) ? <Loading rows={4} /> : null}
      {duty.data && stats.data && rows.length === 0 ? <Empty title={t("channels.none")} /> : null}
      {duty.data && stats.data && rows.length > 0 ? (
        <div className="wide-table" tabIndex={0} role="region" aria-label={t("settings.channels")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("field.channel")}</th>
                <th scope="col">{t("channels.account")}</th>
                <th scope="col">{t("channels.watched")}</th>
                <th scope="col">{t("field.calendar")}</th>
                <th scope="col" className="number">{t("channels.came")}</th>
                <th scope="col">{t("channels.silence")}</th>
                <th scope="col"><span className="visually-hidden">{t("channels.test")}</span></th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={`${row.channel} ${row.account ?? ""}`}>
                  <th scope="row"><span className="with-mark"><ChannelMark channel={row.channel} small /> {nameOf(row.channel)}</span></th>
                  <td>{row.account ?? <span className="quiet">{t("channels.anyAccount")}</span>}</td>
                  <td><span className={row.watched ? "status open" : "status snoozed"}>{watchWords(row)}</span></td>
                  <td>{row.calendar}</td>
                  <td className="number">{row.account === null ? count(counts[row.channel] ?? 0, i18n.language) : ""}</td>
                  <td>{silentSince(alarms.data, row) ? <span className="status snoozed">{t("channels.silent", { time: shown(silentSince(alarms.data, row)!) })}</span> : (silenceOf(silence, row)?.after ?? <span className="quiet">{t("channels.noSilence")}</span>)}</td>
                  <td><button type="button" onClick={() => setTested(row)} aria-label={t("channels.testOf", { channel: labelOf(row) })}>{t("channels.test")}</button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {tested ? (
        <Dialog title={t("channels.result", { channel: labelOf(tested) })} onClose={() => setTested(null)}>
          <ChannelTest channel={tested.channel} account={tested.account} after={silenceOf(silence, tested)?.after ?? null} />
        </Dialog>
      ) : null}
    </>
  );

  function shown(at: string) {
    return relative(Date.parse(at), Date.parse(alarms.data!.at), i18n.language);
  }

  function labelOf(row: Duty) {
    return row.account === null ? nameOf(row.channel) : `${nameOf(row.channel)} ${row.account}`;
  }

  function watchWords({ watched, until, from }: Duty) {
    const time = (at: string) => new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: "short", hour: "numeric", minute: "2-digit" }).format(new Date(at));
    if (watched) return until ? t("channels.until", { time: time(until) }) : t("channels.always");
    return from ? t("channels.from", { time: time(from) }) : t("channels.never");
  }
}

/** Asks anew, so that it says how things are and not how they were when the page opened. */
function ChannelTest({ channel, account, after }: { channel: string; account: string | null; after: string | null }) {
  const { t, i18n } = useTranslation();
  const query = useQuery({
    queryKey: ["channel-test", channel, account],
    queryFn: async ({ signal }) => {
      const [duty, newest, alarms] = await Promise.all([
        call<{ at: string; items: Duty[] }>(withQuery("/api/channels/duty", { channel, account }), { signal }),
        call<Page<ConversationView>>(withQuery("/api/conversations", { channel, sort: "recent", limit: 50 }), { signal }),
        call<Alarms>("/api/alarms", { signal }),
      ]);
      const line = duty.items.find(d => d.account === account) ?? duty.items[0]!;
      return { at: duty.at, line, newest: newest.items.find(c => account === null || c.account === account)?.lastInteractionAt ?? null, silent: silentSince(alarms, { channel, account }) };
    },
    gcTime: 0,
    staleTime: 0,
  });
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading rows={3} />;
  const { at: now, line, newest, silent } = query.data;
  const results = [
    { ok: line.watched, text: t(`channels.${line.watched ? "ok" : "off"}.duty`, { calendar: line.calendar }) },
    { ok: newest !== null, text: newest ? t("channels.ok.came", { time: relative(Date.parse(newest), Date.parse(now), i18n.language) }) : t("channels.off.came"), title: newest ? exact(newest, i18n.language) : undefined },
    { ok: after === null ? null : silent === null, text: after === null ? t("channels.skip.silence") : silent === null ? t("channels.ok.silence", { after }) : t("channels.off.silence", { after, time: relative(Date.parse(silent), Date.parse(now), i18n.language) }) },
  ];
  return (
    <>
      <ul className="test-results" role="status">
        {results.map((r, i) => <li key={i} data-ok={r.ok ?? undefined} title={r.title}><span aria-hidden="true">{r.ok === null ? "–" : r.ok ? "✓" : "!"}</span> {r.text}</li>)}
      </ul>
      <p className="quiet">{t("channels.testAbout")}</p>
    </>
  );
}

interface Silence {
  channel: string;
  account: string | null;
  after: string;
}

function silenceIn(text: string): Silence[] {
  const quiet = at(read(text).value, ["alarms", "quiet"]);
  const lines: Value[] = Array.isArray(quiet) ? quiet : quiet === undefined ? [] : [quiet];
  return lines.flatMap(line => {
    if (!isMapping(line)) return [];
    const [channel, account, after] = [line.get("channel"), line.get("account") ?? null, line.get("after")];
    return typeof channel === "string" && typeof after === "string" && (account === null || typeof account === "string") ? [{ channel, account, after }] : [];
  });
}

/** Since when a channel has been silent for longer than it may; null where it hasn't. */
const silentSince = (alarms: Alarms | undefined, row: { channel: string; account: string | null }): string | null =>
  alarms?.items.find(a => a.kind === "quiet" && a.channel === row.channel && (a.account === null || a.account === row.account))?.since ?? null;

const silenceOf = (lines: readonly Silence[], row: { channel: string; account: string | null }) => lines.find(l => l.channel === row.channel && (l.account === null || l.account === row.account));
