import { expect, test } from "vitest";
import { chartSpan, daysOf, questionOf, searchOfQuestion, span } from "./question";

const now = new Date(2026, 10, 29, 14, 30);

test("an address without anything asks about today's first answers", () => {
  expect(questionOf("")).toMatchObject({ period: "today", kind: "first-response", by: "queue", time: "customer", queue: null });
});

test.each(["", "?period=week&kind=resolution&by=agent", "?period=chosen&from=2026-01-01&to=2026-02-28&time=business&queue=yleinen", "?channel=x&agent=aino"])("%s comes back as it was", search => {
  expect(searchOfQuestion(questionOf(search))).toBe(search);
});

test.each(["?period=chosen", "?period=chosen&from=2026-02-01&to=2026-01-01", "?period=chosen&from=a&to=b", "?period=aeon&kind=all&by=mood"])("%s is asked as today", search => {
  expect(searchOfQuestion(questionOf(search))).toBe("");
});

test("a period is of whole days and goes on, a chosen one that is over ends", () => {
  expect(span(questionOf("?period=week"), now)).toEqual({ from: new Date(2026, 10, 23), to: null });
  expect(span(questionOf("?period=chosen&from=2026-10-01&to=2026-10-31"), now)).toEqual({ from: new Date(2026, 9, 1), to: new Date(2026, 10, 1) });
  expect(span(questionOf("?period=chosen&from=2026-11-01&to=2026-11-29"), now).to).toBeNull();
});

test("no longer than the service tells of", () => {
  expect(span(questionOf("?period=chosen&from=2020-01-01&to=2026-10-31"), now).from).toEqual(new Date(2024, 9, 31));
});

test("the picture has two weeks at least", () => {
  expect(daysOf(chartSpan(questionOf(""), now), now)).toHaveLength(14);
  expect(daysOf(chartSpan(questionOf("?period=month"), now), now)).toHaveLength(30);
  expect(daysOf(chartSpan(questionOf("?period=chosen&from=2026-10-31&to=2026-10-31"), now), now).at(-1)).toBe("2026-10-31");
});
