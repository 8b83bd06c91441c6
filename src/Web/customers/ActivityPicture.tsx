import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { activity } from "./activity";
import { useTimeline } from "./useTimeline";

/** How much was said in each stretch of time, by whom. The same in words for whoever doesn't see it. */
export function ActivityPicture({ id, version, small = false }: { id: string; version: number; small?: boolean }) {
  const { t, i18n } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const { entries } = useTimeline(id, version);
  const bars = useMemo(() => activity(entries.map(e => ({ at: Date.parse(e.at), direction: e.direction }))), [entries]);

  useEffect(() => {
    const element = holder.current;
    if (!element || bars.times.length === 0) return;
    const style = getComputedStyle(element);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const path = uPlot.paths.bars!({ size: [0.7, 18] });
    const grid = { stroke: color("--line"), width: 1 };
    const axis = { stroke: color("--quiet"), font: `11px ${style.fontFamily}`, grid, ticks: { show: false } };
    const hour = new Intl.DateTimeFormat(i18n.language, { hour: "numeric", minute: "2-digit" });
    const day = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "numeric" });
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: small ? 88 : 150,
        cursor: { show: false },
        legend: { show: false },
        scales: { y: { range: (_, __, max) => [0, Math.max(2, max)] } },
        axes: [
          { ...axis, grid: { show: false }, values: (_, ticks) => ticks.map(tick => (bars.stepSeconds < 86_400 ? hour : day).format(tick * 1000)), space: 60 },
          { ...axis, size: 26, incrs: [1, 2, 5, 10, 20, 50, 100] },
        ],
        series: [
          {},
          // Behind: both together; in front: the customer's alone. What shows of the one behind is ours.
          { fill: color("--ours"), paths: path, points: { show: false } },
          { fill: color("--theirs"), paths: path, points: { show: false } },
        ],
      },
      [bars.times, bars.all, bars.inbound],
      element,
    );
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: small ? 88 : 150 }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [bars, small, i18n.language]);

  if (bars.times.length === 0) return null;
  const inbound = bars.inbound.reduce((a, b) => a + b, 0);
  const ours = bars.all.reduce((a, b) => a + b, 0) - inbound;
  return (
    <figure className="activity">
      <figcaption>
        <h3>{t("customer.activity")}</h3>
        <span className="legend"><i className="theirs" /> {t("customer.theirs", { count: inbound })} <i className="ours" /> {t("customer.ours", { count: ours })}</span>
      </figcaption>
      <div ref={holder} aria-hidden="true" />
    </figure>
  );
}
