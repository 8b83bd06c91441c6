import { expect, test } from "vitest";
import type { Row } from "../inbox/filter";
import { Mine } from "./mine";

const row = (changes: Partial<Row>) => ({ id: "cnv_1", assignee: "aino", status: "open", interactions: 1, waitingSince: "2026-11-23T08:00:00Z", ...changes }) as Row;

test("what one is given and what is said in it is heard, and nothing before one's own are known", () => {
  const mine = new Mine("aino");
  expect(mine.heard(row({}))).toBeNull();
  mine.are([row({})]);
  expect(mine.heard(row({}))).toBeNull();
  expect(mine.heard(row({ interactions: 2 }))).toBe("message");
  expect(mine.heard(row({ interactions: 3, waitingSince: null }))).toBeNull();
  expect(mine.heard(row({ id: "cnv_2" }))).toBe("assigned");
});

test("what others have isn't heard, until it comes back", () => {
  const mine = new Mine("aino");
  mine.are([row({})]);
  expect(mine.heard(row({ assignee: "sami", interactions: 2 }))).toBeNull();
  expect(mine.heard(row({ assignee: null, interactions: 3 }))).toBeNull();
  expect(mine.heard(row({ interactions: 3 }))).toBe("assigned");
});
