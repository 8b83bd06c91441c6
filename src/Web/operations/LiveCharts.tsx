import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import { localeOf } from "../language/locale";
import { Chart, type ChartLook } from "../look/Chart";
import type { Sample } from "./samples";

const height = 110;

/** Seconds that a picture shows at least, so that it doesn't stretch while it begins. */
const minSpan = 120;

/** The last minutes as they were seen from here; the tiles say the newest in words. */
export function LiveCharts({ samples }: { samples: readonly Sample[] }) {
  const { t } = useTranslation();
  return (
    <div className="pair charts three">
      <LiveChart label={t("operations.acceptedPerSecond")} samples={samples} of={acceptedPerSecond} format={perSecond} />
      <LiveChart label={t("operations.feedLag")} samples={samples} of={feedLag} format={time} />
      <LiveChart label={t("operations.lateness")} samples={samples} of={deadlineLateness} format={time} />
    </div>
  );
}

const acceptedPerSecond = (sample: Sample) => sample.acceptedPerSecond;
const feedLag = (sample: Sample) => sample.feedLag;
const perSecond = (value: number, number: Intl.NumberFormat) => `${number.format(value)}/s`;
const time = (ms: number, number: Intl.NumberFormat) => (ms < 1000 ? `${number.format(ms)} ms` : `${number.format(ms / 1000)} s`);
const deadlineLateness = (sample: Sample) => sample.deadlineLateness;

function LiveChart({ label, samples, of, format }: { label: string; samples: readonly Sample[]; of: (sample: Sample) => number | null; format: (value: number, number: Intl.NumberFormat) => string }) {
  const data = useMemo<uPlot.AlignedData>(() => [samples.map(sample => sample.at), samples.map(of)], [samples, of]);
  const options = useCallback(
    ({ language, color, axis }: ChartLook): Omit<uPlot.Options, "width" | "height"> => {
      const clock = new Intl.DateTimeFormat(localeOf(language), { hour: "numeric", minute: "2-digit" });
      const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
      return {
        scales: { x: { range: (_, min, max) => [Math.min(min, max - minSpan), max] }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.15)] } },
        axes: [
          { ...axis, grid: { show: false }, size: 26, space: 70, incrs: [60, 120, 300], values: (_, ticks) => ticks.map(tick => clock.format(tick * 1000)) },
          { ...axis, size: 58, space: 26, values: (_, ticks) => ticks.map(tick => format(tick, number)) },
        ],
        series: [{}, { stroke: color("--ours"), fill: color("--accent-soft"), width: 1.5, points: { show: false } }],
      };
    },
    [format],
  );
  return (
    <figure>
      <figcaption><h3>{label}</h3></figcaption>
      <Chart options={options} data={data} height={height} />
    </figure>
  );
}
