import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import type { ResponseGroup } from "../api/types";
import { localeOf } from "../language/locale";
import { Chart, type ChartLook } from "../look/Chart";
import { precise } from "../look/durations";
import { percent } from "./percent";
import type { Question } from "./question";

interface Props {
  days: readonly string[];
  groups: readonly ResponseGroup[];
  time: Question["time"];
}

/** Half a day before the first and after the last, so that what stands on a day has room. */
const dayScale: uPlot.Scale = { range: (_, min, max) => [min - 43_200, max + 43_200] };

const seconds = (day: string) => Date.parse(`${day}T00:00`) / 1000;
const height = 190;

/** Day by day: how long the answers took, and how many were in time. The same as a table for whoever reads it. */
export function DayCharts({ days, groups, time }: Props) {
  const { t, i18n } = useTranslation();
  const byDay = useMemo(() => new Map(groups.map(group => [group.key, group])), [groups]);
  const of = (day: string) => byDay.get(day);
  const spread = (group: ResponseGroup | undefined) => (time === "business" ? group?.businessSeconds : group?.seconds) ?? null;
  const times = useMemo(() => days.map(seconds), [days]);
  const spreads = useMemo<uPlot.AlignedData>(() => [times, days.map(day => spread(of(day))?.median ?? null), days.map(day => spread(of(day))?.p90 ?? null)], [times, days, byDay, time]);
  const shares = useMemo<uPlot.AlignedData>(() => [times, days.map(day => of(day)?.withinTargetShare ?? null)], [times, days, byDay]);

  const dayAxis = ({ axis, language }: ChartLook): uPlot.Axis => {
    const day = new Intl.DateTimeFormat(localeOf(language), { day: "numeric", month: "numeric" });
    return { ...axis, grid: { show: false }, values: (_, ticks) => ticks.map(tick => day.format(tick * 1000)), space: 56, size: 28, incrs: [1, 2, 3, 7, 14, 30, 91].map(n => n * 86_400) };
  };
  const spreadOptions = useCallback((look: ChartLook): Omit<uPlot.Options, "width" | "height"> => {
    const line = (color: string, dash?: number[]): uPlot.Series => ({ stroke: look.color(color), width: 2, spanGaps: true, points: { show: true, size: 6, fill: look.color(color) }, ...(dash ? { dash } : {}) });
    return {
      scales: { x: dayScale, y: { range: (_, __, max) => [0, Math.max(60, max * 1.1)] } },
      axes: [dayAxis(look), { ...look.axis, size: 62, incrs: [15, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400, 172_800, 604_800], values: (_, ticks) => ticks.map(tick => precise(tick * 1000, look.language)) }],
      series: [{}, line("--ours"), line("--theirs", [5, 4])],
    };
  }, []);
  const shareOptions = useCallback((look: ChartLook): Omit<uPlot.Options, "width" | "height"> => ({
    scales: { x: dayScale, y: { range: [0, 1] } },
    axes: [dayAxis(look), { ...look.axis, size: 44, incrs: [0.25, 0.5], values: (_, ticks) => ticks.map(tick => percent(tick, look.language)) }],
    series: [{}, { fill: look.color("--ours"), paths: uPlot.paths.bars!({ size: [0.7, 26] }), points: { show: false } }],
  }), []);

  return (
    <>
      <div className="pair charts">
        <figure>
          <figcaption>
            <h3>{t("figures.howLong")}</h3>
            <span className="legend"><i className="ours" /> {t("figures.median")} <i className="theirs" /> {t("figures.p90")}</span>
          </figcaption>
          <Chart options={spreadOptions} data={spreads} height={height} />
        </figure>
        <figure>
          <figcaption>
            <h3>{t("figures.withinTarget")}</h3>
          </figcaption>
          <Chart options={shareOptions} data={shares} height={height} />
        </figure>
      </div>
      <details className="days">
        <summary>{t("figures.asTable")}</summary>
        <div className="wide-table" tabIndex={0} role="region" aria-label={t("figures.asTable")}>
          <table>
            <thead>
              <tr>{["day", "waits", "answered", "median", "p90", "withinTarget"].map(c => <th key={c} scope="col" className={c === "day" ? undefined : "number"}>{t(`figures.${c}`)}</th>)}</tr>
            </thead>
            <tbody>
              {days.filter(of).reverse().map(day => {
                const group = of(day)!;
                const s = spread(group);
                return (
                  <tr key={day}>
                    <th scope="row">{new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: "short", day: "numeric", month: "numeric" }).format(seconds(day) * 1000)}</th>
                    <td className="number">{group.waits}</td>
                    <td className="number">{group.answered}</td>
                    <td className="number">{s ? precise(s.median * 1000, i18n.language) : "–"}</td>
                    <td className="number">{s ? precise(s.p90 * 1000, i18n.language) : "–"}</td>
                    <td className="number">{percent(group.withinTargetShare, i18n.language)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
