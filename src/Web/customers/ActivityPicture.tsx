import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import { localeOf } from "../language/locale";
import { Chart, type ChartLook } from "../look/Chart";
import { activity } from "./activity";
import { useTimeline } from "./useTimeline";

/** How much was said in each stretch of time, by whom. The same in words for whoever doesn't see it. */
export function ActivityPicture({ id, version, small = false }: { id: string; version: number; small?: boolean }) {
  const { t } = useTranslation();
  const { entries } = useTimeline(id, version);
  const bars = useMemo(() => activity(entries.map(e => ({ at: Date.parse(e.at), direction: e.direction }))), [entries]);

  const step = bars.stepSeconds;
  const options = useCallback(
    ({ language, color, axis }: ChartLook) => {
      const path = uPlot.paths.bars!({ size: [0.7, 18] });
      const hour = new Intl.DateTimeFormat(localeOf(language), { hour: "numeric", minute: "2-digit" });
      const day = new Intl.DateTimeFormat(localeOf(language), { day: "numeric", month: "numeric" });
      return {
        scales: { y: { range: (_: uPlot, __: number, max: number): [number, number] => [0, Math.max(2, max)] } },
        axes: [
          { ...axis, grid: { show: false }, values: (_: uPlot, ticks: number[]) => ticks.map(tick => (step < 86_400 ? hour : day).format(tick * 1000)), space: 60, size: 26 },
          { ...axis, size: 26, incrs: [1, 2, 5, 10, 20, 50, 100] },
        ],
        series: [
          {},
          // Behind: both together; in front: the customer's alone. What shows of the one behind is ours.
          { fill: color("--ours"), paths: path, points: { show: false } },
          { fill: color("--theirs"), paths: path, points: { show: false } },
        ],
      };
    },
    [step],
  );
  const data = useMemo<uPlot.AlignedData>(() => [bars.times, bars.all, bars.inbound], [bars]);

  if (bars.times.length === 0) return null;
  const inbound = bars.inbound.reduce((a, b) => a + b, 0);
  const ours = bars.all.reduce((a, b) => a + b, 0) - inbound;
  return (
    <figure className="activity">
      <figcaption>
        <h3>{t("customer.activity")}</h3>
        <span className="legend"><i className="theirs" /> {t("customer.theirs", { count: inbound })} <i className="ours" /> {t("customer.ours", { count: ours })}</span>
      </figcaption>
      <Chart options={options} data={data} height={small ? 88 : 150} />
    </figure>
  );
}
