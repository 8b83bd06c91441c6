import { expect, test } from "vitest";
import type { Commitment, ConversationView } from "../api/types";
import { boardOf, pressing } from "./board";
import { tally } from "./tally";

const now = Date.parse("2026-11-20T12:00:00Z");
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const row = (id: string, deadlines: [kind: string, minutes: number | null, state?: string][], escalationLevel = 0) =>
  ({ id, escalationLevel, deadlines: deadlines.map(([kind, minutes, state = "pending"]) => ({ kind, dueAt: minutes === null ? null : at(minutes), state })) }) as unknown as ConversationView;
const promise = (number: number, minutes: number) => ({ number, dueAt: at(minutes) }) as unknown as Commitment;
const ids = (cards: { row: ConversationView }[]) => cards.map(card => card.row.id);

test("the earliest of several deadlines presses", () => {
  expect(pressing(row("a", [["resolution", 90], ["next-response", 20]]))).toMatchObject({ kind: "next-response", dueAt: at(20) });
});

test("a snooze, a promise, and what stands still press nobody", () => {
  expect(pressing(row("a", [["snooze", 5], ["commitment", 5], ["resolution", null, "paused"], ["first-response", 3, "paused"]]))).toBeNull();
});

test("a deadline is late from its time on, without being told", () => {
  const board = boardOf([row("at", [["first-response", 0]]), row("before", [["first-response", 1]])], [], now);
  expect(board.late.flatMap(group => ids(group.items))).toEqual(["at"]);
  expect(ids(board.near)).toEqual(["before"]);
});

test("late ones stand by step, the highest first, and the most late of each first", () => {
  const board = boardOf([row("a", [["first-response", -5, "breached"]], 2), row("b", [["first-response", -9, "breached"]]), row("c", [["resolution", -50, "breached"]], 2), row("d", [["first-response", -1, "breached"]], 3)], [], now);
  expect(board.late.map(group => [group.step, ids(group.items)])).toEqual([[3, ["d"]], [2, ["c", "a"]], [0, ["b"]]]);
});

test("beyond the hour only what is on a step is on the board", () => {
  const board = boardOf([row("far", [["resolution", 61]]), row("far on a step", [["resolution", 200]], 1), row("near", [["resolution", 60]], 1)], [], now);
  expect(ids(board.near)).toEqual(["near"]);
  expect(ids(board.early)).toEqual(["far on a step"]);
});

test("a conversation that came in two lists is there once, as it was read last", () => {
  const board = boardOf([row("a", [["resolution", 5]]), row("a", [["resolution", 5]], 1)], [], now);
  expect(board.near.map(card => card.step)).toEqual([1]);
});

test("promises are late or near", () => {
  const board = boardOf([], [promise(1, 30), promise(2, -3), promise(3, 90), promise(4, -60)], now);
  expect(board.latePromises.map(p => p.number)).toEqual([4, 2]);
  expect(board.nearPromises.map(p => p.number)).toEqual([1]);
});

test("words are counted, the most frequent first, then by name", () => {
  expect(tally(["x", "email", "x", "b", "b", "a"])).toEqual([["b", 2], ["x", 2], ["a", 1], ["email", 1]]);
});
