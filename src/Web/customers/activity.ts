import type { TimelineEntry } from "../api/types";

/** Stretches of time that a bar stands for, in seconds; the first that needs no more than so many bars is taken. */
const steps = [3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 91 * 86_400, 365 * 86_400];
const maxBars = 40;
const minBars = 12;

export interface Activity {
  /** Beginnings of the stretches, in seconds since 1970. */
  times: number[];
  inbound: number[];
  /** Inbound and outbound together. */
  all: number[];
  stepSeconds: number;
}

/** Messages counted by stretches of time; acts and notes are none. */
export function activity(entries: readonly { at: number; direction: TimelineEntry["direction"] }[]): Activity {
  const said = entries.filter(e => e.direction === "inbound" || e.direction === "outbound");
  if (said.length === 0) return { times: [], inbound: [], all: [], stepSeconds: steps[0]! };
  const seconds = said.map(e => Math.floor(e.at / 1000));
  const [first, last] = [Math.min(...seconds), Math.max(...seconds)];
  const step = steps.find(s => (last - first) / s < maxBars) ?? steps.at(-1)!;
  const start = Math.floor(first / step) * step;
  const bars = Math.max(minBars, Math.floor((last - start) / step) + 1);
  const [inbound, all] = [Array<number>(bars).fill(0), Array<number>(bars).fill(0)];
  said.forEach((entry, i) => {
    const bar = Math.floor((seconds[i]! - start) / step);
    all[bar]!++;
    if (entry.direction === "inbound") inbound[bar]!++;
  });
  return { times: all.map((_, i) => start + i * step), inbound, all, stepSeconds: step };
}
