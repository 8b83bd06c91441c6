import { expect, test } from "vitest";
import { clockStory } from "./clockStory";
import type { Clock, Decision } from "./decisions";

const clock: Clock = { kind: "first-response", policy: "social", policyName: "Some", calendar: "office", targetMs: 3_600_000, elapsedMs: 0, since: "2026-11-23T08:00:00Z", running: true, dueAt: "2026-11-23T09:00:00Z" };

const decision = (version: number, at: string, changes: Partial<Clock>, type = "response.clock-changed", chosenPolicy: string | null = null): Decision => ({
  version, at, kind: "act", actor: null, configuration: 1, forgotten: false, erased: false, agrees: true, rules: [], policies: [], chosenPolicy,
  done: [{ type, text: "", clock: { ...clock, ...changes } }],
});

test("a clock that stood still says when, and what it was told last", () => {
  const rows = [
    decision(3, "2026-11-23T08:40:00Z", { running: true, elapsedMs: 600_000, dueAt: "2026-11-23T09:30:00Z" }),
    decision(2, "2026-11-23T08:10:00Z", { running: false, elapsedMs: 600_000, dueAt: null }),
    decision(1, "2026-11-23T08:00:00Z", {}, "response.clock-started"),
  ];
  expect(clockStory(rows, "first-response", "2026-11-23T08:00:00.000Z")).toEqual({
    clock: { ...clock, elapsedMs: 600_000, dueAt: "2026-11-23T09:30:00Z" },
    pauses: [{ from: "2026-11-23T08:10:00Z", until: "2026-11-23T08:40:00Z" }],
    isChosen: false,
  });
  expect(clockStory(rows.slice(1), "first-response", "2026-11-23T08:00:00Z")!.pauses).toEqual([{ from: "2026-11-23T08:10:00Z", until: null }]);
});

test("another wait is another clock, and a rule's choice is told", () => {
  const rows = [decision(1, "2026-11-23T08:00:00Z", {}, "response.clock-started", "social")];
  expect(clockStory(rows, "first-response", "2026-11-22T08:00:00Z")).toBeNull();
  expect(clockStory(rows, "next-response", clock.since)).toBeNull();
  expect(clockStory(rows, "first-response", clock.since)!.isChosen).toBe(true);
});
