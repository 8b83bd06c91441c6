import { expect, test } from "vitest";
import type { TimelineEntry } from "../api/types";
import { collisionOf, isThere } from "./collision";
import { read, written } from "./drafts";

const entry = (version: number, changes: Partial<TimelineEntry>) => ({ version, direction: "outbound", automatic: false, actor: "sami", ...changes }) as TimelineEntry;
const sami = { name: "sami", displayName: "Sami", typing: false, writing: true };

test("only a colleague's own answer after the beginning collides", () => {
  const entries = [entry(3, {}), entry(5, { automatic: true }), entry(6, { actor: "aino" }), entry(7, { direction: "inbound" }), entry(8, {})];
  expect(collisionOf(entries, 4, "aino", []).answers.map(e => e.version)).toEqual([8]);
  expect(isThere(collisionOf(entries, 8, "aino", []))).toBe(false);
  expect(isThere(collisionOf(entries, 0, "aino", []))).toBe(false);
});

test("whoever writes collides, whoever looks doesn't", () => {
  expect(collisionOf([], 4, "aino", [sami, { ...sami, writing: false }]).writing).toEqual([sami]);
});

test("a draft keeps its text and where it began; anything else is none", () => {
  const draft = { text: "Hei!\n12\n\nTerveisin", began: 42 };
  expect(read(written(draft))).toEqual(draft);
  expect(read("nothing")).toEqual({ text: "", began: 0 });
  expect(read(null)).toEqual({ text: "", began: 0 });
});
