import { expect, test } from "vitest";
import type { Commitment } from "../api/types";
import { dueTimes, localTime } from "./dueTimes";
import { byUrgency, shownOf } from "./usePromises";

const promise = (number: number, state: Commitment["state"], dueAt: string, endedAt: string | null = null) => ({ number, state, dueAt, endedAt }) as Commitment;

test("late ones first, then by their time, then what is settled, newest first", () => {
  const all = [
    promise(1, "kept", "2026-11-20T10:00:00Z", "2026-11-20T09:00:00Z"),
    promise(2, "open", "2026-11-25T10:00:00Z"),
    promise(3, "late", "2026-11-22T10:00:00Z"),
    promise(4, "open", "2026-11-24T10:00:00Z"),
    promise(5, "broken", "2026-11-21T10:00:00Z", "2026-11-21T12:00:00Z"),
  ];
  expect(all.sort(byUrgency).map(p => p.number)).toEqual([3, 4, 2, 5, 1]);
});

test("times that are offered are ahead, in their order, and a field shows the same time", () => {
  for (const hour of [7, 12, 17, 23]) {
    const now = new Date(2026, 10, 27, hour, 20);
    const times = dueTimes(now).map(({ at }) => at.getTime());
    expect(times[0]).toBeGreaterThan(now.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
  }
  expect(localTime(new Date(2026, 0, 5, 9, 7))).toBe("2026-01-05T09:07");
});

test("all that is open is shown, but for what stands above the conversation, and the newest of the settled", () => {
  const of = (conversationId: string, p: Commitment) => ({ ...p, conversationId });
  const all = [
    of("a", promise(1, "kept", "2026-11-20T10:00:00Z", "2026-11-20T09:00:00Z")),
    of("a", promise(2, "open", "2026-11-25T10:00:00Z")),
    of("b", promise(3, "late", "2026-11-22T10:00:00Z")),
    of("b", promise(4, "broken", "2026-11-21T10:00:00Z", "2026-11-21T12:00:00Z")),
    of("c", promise(5, "cancelled", "2026-11-23T10:00:00Z", "2026-11-22T12:00:00Z")),
  ].sort(byUrgency);
  const numbers = (settled: number, here?: string) => shownOf(all, settled, here).shown.map(p => p.number);
  expect(numbers(1)).toEqual([3, 2, 5]);
  expect(numbers(Infinity, "a")).toEqual([3, 5, 4, 1]);
  expect(shownOf(all, 1).hidden).toBe(2);
  expect(shownOf(all, Infinity).hidden).toBe(0);
});
