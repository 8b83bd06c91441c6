import { expect, test } from "vitest";
import { countdown, duration, precise } from "./durations";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [0, "0:00"],
  [65 * second, "1:05"],
  [-65 * second, "1:05"],
  [hour + 4 * minute + 5 * second, "1:04:05"],
  [24 * hour - second, "23:59:59"],
])("countdown of %d ms is %s", (ms, text) => expect(countdown(ms, "en")).toBe(text));

test.each([
  [26 * hour, "1 day 2 hr"],
  [hour + 59 * minute, "1 hr 59 min"],
  [2 * hour, "2 hr"],
  [2 * hour + 59 * second, "2 hr"],
  [45 * second, "45 sec"],
])("the two largest units of %d ms are %s", (ms, text) => expect(precise(ms, "en")).toBe(text));

test("a duration is its largest unit, in the reader's language", () => {
  expect(duration(3 * hour + 50 * minute, "en")).toBe("3 hr");
  expect(duration(12 * minute, "fi", "long")).toBe("12 minuuttia");
});
