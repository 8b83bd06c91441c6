/** What is asked of the figures; it stands in the page's address, so a link shows the same. */
export interface Question {
  period: Period;
  /** The first and last day of a chosen period, as 2026-11-29. */
  from: string | null;
  to: string | null;
  kind: Kind;
  by: Grouping;
  /** As the customer sees it, or in the hours of the calendar. */
  time: "customer" | "business";
  queue: string | null;
  channel: string | null;
  agent: string | null;
}

export const periods = ["today", "week", "month", "quarter", "chosen"] as const;
export type Period = (typeof periods)[number];
export const kinds = ["first-response", "next-response", "resolution"] as const;
export type Kind = (typeof kinds)[number];
export const groupings = ["queue", "channel", "agent", "language"] as const;
export type Grouping = (typeof groupings)[number];
export const filters = ["queue", "channel", "agent"] as const;

const days: Record<Exclude<Period, "chosen">, number> = { today: 1, week: 7, month: 30, quarter: 90 };

/** Days that the picture has at least: one point shows no direction. */
const minChartDays = 14;

/** The longest period that the service tells of. */
const maxDays = 731;

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const oneOf = <T extends string>(text: string | null, words: readonly T[]) => words.find(word => word === text) ?? words[0]!;

export function questionOf(search: string): Question {
  const query = new URLSearchParams(search);
  const [from, to] = [query.get("from"), query.get("to")];
  const isChosen = query.get("period") === "chosen" && isDay(from) && isDay(to) && from <= to;
  const period = oneOf(query.get("period"), periods);
  return {
    period: period === "chosen" && !isChosen ? "today" : period,
    from: isChosen ? from : null,
    to: isChosen ? to : null,
    kind: oneOf(query.get("kind"), kinds),
    by: oneOf(query.get("by"), groupings),
    time: query.get("time") === "business" ? "business" : "customer",
    queue: query.get("queue"),
    channel: query.get("channel"),
    agent: query.get("agent"),
  };
}

export function searchOfQuestion(question: Question): string {
  const usual = questionOf("");
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) if (value !== null && value !== usual[name as keyof Question]) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : "";
}

const startOfDay = (date: Date, back = 0) => new Date(date.getFullYear(), date.getMonth(), date.getDate() - back);
const dayOf = (text: string) => new Date(`${text}T00:00`);

/** From when to when, by the days of this computer; without an end it goes on. */
export function span(question: Question, now: Date): { from: Date; to: Date | null } {
  if (question.period !== "chosen") return { from: startOfDay(now, days[question.period] - 1), to: null };
  const after = startOfDay(dayOf(question.to!), -1);
  const first = dayOf(question.from!);
  const earliest = startOfDay(after, maxDays);
  return { from: first < earliest ? earliest : first, to: after > now ? null : after };
}

/** The same for the picture: more days where the period is shorter. */
export function chartSpan(question: Question, now: Date): { from: Date; to: Date | null } {
  const { from, to } = span(question, now);
  const least = startOfDay(to ? startOfDay(to, 1) : now, minChartDays - 1);
  return { from: from < least ? from : least, to };
}

/** Every day of a span, as the service names days. */
export function daysOf({ from, to }: { from: Date; to: Date | null }, now: Date): string[] {
  const names: string[] = [];
  const end = to ?? now;
  for (let day = startOfDay(from); day < end; day = startOfDay(day, -1)) names.push(dayName(day));
  return names;
}

export const dayName = (day: Date) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
