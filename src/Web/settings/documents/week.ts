import { at, isMapping, type Value } from "./yamlText";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

/** Minutes from midnight, the end exclusive. */
export interface Stretch {
  from: number;
  until: number;
}

const dayMinutes = 1_440;

/** The openings of each weekday of a calendar; a night goes on in the next one. What can't be read is left out. */
export function weekOf(calendar: Value | undefined): Map<Weekday, Stretch[]> {
  const found = new Map<Weekday, Stretch[]>(weekdays.map(day => [day, []]));
  const week = calendar === undefined ? undefined : at(calendar, ["week"]);
  if (!isMapping(week)) return found;
  for (const [key, openings] of week) {
    for (const day of daysOf(key)) {
      for (const text of Array.isArray(openings) ? openings : [openings]) {
        const stretch = typeof text === "string" ? stretchOf(text) : null;
        if (!stretch) continue;
        found.get(day)!.push({ from: stretch.from, until: Math.min(stretch.until, dayMinutes) });
        if (stretch.until > dayMinutes) found.get(weekdays[(weekdays.indexOf(day) + 1) % 7]!)!.push({ from: 0, until: stretch.until - dayMinutes });
      }
    }
  }
  for (const stretches of found.values()) stretches.sort((a, b) => a.from - b.from);
  return found;
}

function daysOf(key: string): Weekday[] {
  const [from, until = from] = key.split("-") as [Weekday, Weekday?];
  const [first, last] = [weekdays.indexOf(from), weekdays.indexOf(until!)];
  if (first < 0 || last < 0) return [];
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => weekdays[(first + i) % 7]!);
}

/** Of 08:00-16:00, or 22:00-06:00 over midnight; null for anything else. */
export function stretchOf(text: string): Stretch | null {
  const found = /^(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)$/.exec(text.trim());
  if (!found) return null;
  const [from, until] = [Number(found[1]) * 60 + Number(found[2]), Number(found[3]) * 60 + Number(found[4])];
  if (from >= dayMinutes || until > dayMinutes || from === until) return null;
  return { from, until: until > from ? until : until + dayMinutes };
}

export const clockOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
