import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

/** What a picture is drawn with, as the page looks right now. */
export interface ChartLook {
  language: string;
  color(name: string): string;
  /** Without its values. */
  axis: uPlot.Axis;
}

interface Props {
  /** Stays the same function while the picture is to stay; it is drawn anew when it is another. */
  options: (look: ChartLook) => Omit<uPlot.Options, "width" | "height">;
  data: uPlot.AlignedData;
  /** Pixels. */
  height: number;
}

/** Counts how often light became dark or dark light. */
function useLookChanges(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const more = () => setChanges(n => n + 1);
    const chosen = new MutationObserver(more);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", more);
    return () => {
      chosen.disconnect();
      system.removeEventListener("change", more);
    };
  }, []);
  return changes;
}

/** A picture of figures, for whoever sees; the page says the same in words beside it. */
export function Chart({ options, data, height }: Props) {
  const { i18n } = useTranslation();
  const changes = useLookChanges();
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const drawn = useRef(data);
  drawn.current = data;

  useEffect(() => {
    const element = holder.current!;
    const style = getComputedStyle(element);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const axis = { stroke: color("--quiet"), font: `11px ${style.fontFamily}`, grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
    const made = new uPlot({ cursor: { show: false }, legend: { show: false }, ...options({ language: i18n.language, color, axis }), width: element.clientWidth, height }, drawn.current, element);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [options, height, i18n.language, changes]);
  useEffect(() => plot.current?.setData(data), [data]);

  return <div ref={holder} className="chart" aria-hidden="true" />;
}
