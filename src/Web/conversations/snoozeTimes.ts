/** When a working day begins again. */
const morningHour = 8;

/** Times that are often meant, by this computer's clock and days. */
export function snoozeTimes(now: Date): { key: "hour" | "threeHours" | "tomorrow" | "monday"; at: Date }[] {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour);
  // Sunday is 0: tomorrow is Monday.
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { key: "hour", at: new Date(now.getTime() + 3_600_000) },
    { key: "threeHours", at: new Date(now.getTime() + 3 * 3_600_000) },
    { key: "tomorrow", at: morning(1) },
    { key: "monday", at: morning(toMonday) },
  ];
}
