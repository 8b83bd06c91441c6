import { localeOf } from "../language/locale";

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

const formats = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();

function of<T>(kept: Map<string, T>, key: string, make: () => T): T {
  let found = kept.get(key);
  if (!found) kept.set(key, (found = make()));
  return found;
}

const unitOf = (ms: number) => units.find(([, size]) => ms >= size) ?? units[3];

/** The largest unit only: 3 h, 12 min. Under a minute, seconds. */
export function duration(ms: number, language: string, display: "narrow" | "long" = "narrow"): string {
  const [unit, size] = unitOf(Math.abs(ms));
  const format = of(numbers, `${language} ${unit} ${display}`, () => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: display === "narrow" ? "short" : "long" }));
  return format.format(Math.floor(Math.abs(ms) / size));
}

const two = (n: number) => String(n).padStart(2, "0");

/** To the second, as clocks count down: 4:05, 1:04:05; from a day on, days and hours. */
export function countdown(ms: number, language: string): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  if (seconds >= 86_400) return precise(ms, language);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The two largest units: 1 h 59 min. */
export function precise(ms: number, language: string): string {
  const rest = Math.abs(ms);
  const size = unitOf(rest)[1];
  const next = units.find(([, smaller]) => smaller < size);
  const whole = duration(rest, language);
  return next && rest % size >= next[1] ? `${whole} ${duration(rest % size, language)}` : whole;
}

/** 5 minutes ago, in 2 hours. */
export function relative(at: number, now: number, language: string): string {
  const difference = at - now;
  const [unit, size] = unitOf(Math.abs(difference));
  return of(relatives, language, () => new Intl.RelativeTimeFormat(language, { numeric: "auto" })).format(Math.trunc(difference / size), unit);
}

export const exact = (at: number | string, language: string) =>
  of(formats, `${language} exact`, () => new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "medium" })).format(new Date(at));

export const clockTime = (at: number | string, language: string) =>
  of(formats, `${language} clock`, () => new Intl.DateTimeFormat(localeOf(language), { hour: "numeric", minute: "2-digit" })).format(new Date(at));

export const dayName = (at: number | string, language: string) =>
  of(formats, `${language} day`, () => new Intl.DateTimeFormat(localeOf(language), { weekday: "long", day: "numeric", month: "long", year: "numeric" })).format(new Date(at));

/** The time of today, else the day. */
export function shortTime(at: number | string, now: number, language: string): string {
  const date = new Date(at);
  if (date.toDateString() === new Date(now).toDateString()) return clockTime(at, language);
  return of(formats, `${language} date`, () => new Intl.DateTimeFormat(localeOf(language), { day: "numeric", month: "numeric" })).format(date);
}

export const count = (n: number, language: string) => of(numbers, `${language} n`, () => new Intl.NumberFormat(language)).format(n);
