/** When a working day ends. */
const eveningHour = 16;

const hourMs = 3_600_000;

/** Times until which something is often promised, by this computer's clock and days. */
export function dueTimes(now: Date): { key: "hour" | "today" | "tomorrow" | "week"; at: Date }[] {
  const evening = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, eveningHour);
  const inAnHour = { key: "hour", at: new Date(now.getTime() + hourMs) } as const;
  const today = { key: "today", at: evening(0) } as const;
  return [inAnHour, ...(today.at > inAnHour.at ? [today] : []), { key: "tomorrow", at: evening(1) }, { key: "week", at: evening(7) }];
}

/** As a field of type datetime-local has it. */
export function localTime(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
