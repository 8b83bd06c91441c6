import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { useColleagues } from "../access/session";
import type { ResponseGroup } from "../api/types";
import { useChannelName } from "../look/ChannelMark";
import { count, precise } from "../look/durations";
import { Empty, Failed, Loading } from "../look/States";
import { Waiting } from "../look/Times";
import { DayCharts } from "./DayCharts";
import { GroupTable } from "./GroupTable";
import { PeriodChoice } from "./PeriodChoice";
import { percent } from "./percent";
import { chartSpan, daysOf, filters, groupings, kinds, questionOf, searchOfQuestion, type Grouping, type Question } from "./question";
import { useFigures } from "./useFigures";

/** How fast customers were answered: today as it goes on, and any time before. */
export function FiguresPage() {
  const { t, i18n } = useTranslation();
  const [, go] = useLocation();
  const search = useSearch();
  const question = useMemo(() => questionOf(search), [search]);
  const { data, error, refetch } = useFigures(question);
  const days = useMemo(() => (data ? daysOf(chartSpan(question, data.at), data.at) : []), [question, data]);
  const nameOf = useKeyName();
  const to = (change: Partial<Question>) => go(`/figures${searchOfQuestion({ ...question, ...change })}`, { replace: true });
  const segments = <T extends string>(label: string, words: readonly T[], chosen: T, text: (word: T) => string, choose: (word: T) => void) => (
    <div className="segments" role="group" aria-label={label}>
      {words.map(word => <button key={word} type="button" aria-pressed={word === chosen} onClick={() => choose(word)}>{text(word)}</button>)}
    </div>
  );

  return (
    <main className="sheet wide figures">
      <div className="row">
        <h1>{t("app.figures")}</h1>
        <span className="grow" />
        {error && data ? <span className="quiet" role="status">{t("operations.trouble")}</span> : null}
      </div>
      <div className="row choices-bar">
        <PeriodChoice question={question} onChange={to} />
        {segments(t("figures.kind"), kinds, question.kind, kind => t(`figures.kind.${kind}`), kind => to({ kind }))}
        {segments(t("figures.time"), ["customer", "business"] as const, question.time, time => t(`figures.time.${time}`), time => to({ time }))}
        {filters.filter(name => question[name] !== null).map(name => (
          <button key={name} type="button" className="chip" onClick={() => to({ [name]: null })} aria-label={t("figures.notOnly", { name: nameOf(name, question[name]!) })}>
            {nameOf(name, question[name]!)} ×
          </button>
        ))}
      </div>
      {!data ? error ? <Failed error={error} again={() => void refetch()} /> : <Loading /> : null}
      {data ? (
        <>
          <Tiles total={data.period.total} question={question}>
            <Tile label={t("figures.firstContact")} figure={percent(data.period.resolutions.firstContactShare, i18n.language)} below={t("figures.resolved", { count: data.period.resolutions.resolved })} />
            <Tile label={t("figures.reopened")} figure={percent(data.period.resolutions.reopenedShare, i18n.language)} below="" />
            <Tile label={t("figures.oldest")} figure={data.period.oldestWaitingSince ? <Waiting since={data.period.oldestWaitingSince} /> : t("figures.nobody")} below="" />
          </Tiles>
          {data.days.total.waits === 0 && data.period.total.waits === 0 ? (
            <Empty title={t("figures.empty")}>{t("figures.emptyHint")}</Empty>
          ) : (
            <>
              <DayCharts days={days} groups={data.days.groups} time={question.time} />
              <section>
                <div className="row">
                  <h2>{t("figures.by")}</h2>
                  {segments(t("figures.by"), groupings, question.by, by => t(`figures.by.${by}`), by => to({ by }))}
                </div>
                <GroupTable groups={data.period.groups} question={question} nameOf={key => nameOf(question.by, key)} onChoose={question.by === "language" ? undefined : key => to({ [question.by]: key })} />
              </section>
            </>
          )}
        </>
      ) : null}
    </main>
  );
}

function Tiles({ total, question, children }: { total: ResponseGroup; question: Question; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const spread = question.time === "business" ? total.businessSeconds : total.seconds;
  const time = (seconds: number | undefined) => (seconds === undefined ? "–" : precise(seconds * 1000, i18n.language));
  return (
    <dl className="tiles">
      <Tile label={t("figures.median")} figure={time(spread?.median)} below={spread ? t("figures.longest", { time: time(spread.max) }) : ""} />
      <Tile label={t("figures.p90")} figure={time(spread?.p90)} below="" />
      <Tile label={t("figures.withinTarget")} figure={percent(total.withinTargetShare, i18n.language)} below={t("figures.missed", { count: total.breached })} />
      <Tile label={t("figures.answered")} figure={count(total.answered, i18n.language)} below={t("figures.ofWaits", { count: total.waits })} />
      {children}
    </dl>
  );
}

function Tile({ label, figure, below }: { label: string; figure: ReactNode; below: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd><b>{figure}</b> <span className="quiet">{below}</span></dd>
    </div>
  );
}

/** What a group is called. */
function useKeyName() {
  const { t, i18n } = useTranslation();
  const { nameOf } = useColleagues();
  const channelName = useChannelName();
  const languages = useMemo(() => new Intl.DisplayNames([i18n.language], { type: "language", fallback: "code" }), [i18n.language]);
  return (by: Grouping, key: string) => {
    if (key === "" || (by === "language" && key === "und")) return t("figures.unknown");
    if (by === "agent") return nameOf(key);
    if (by === "channel") return channelName(key);
    return by === "language" ? (languages.of(key) ?? key) : key;
  };
}
