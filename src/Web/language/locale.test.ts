import { expect, test } from "vitest";
import { localeOf } from "./locale";

test.each([
  ["en", "en-US", "en-US"],
  ["en", "en-AU", "en-AU"],
  ["en", "en", "en-GB"],
  ["en", "fi-FI", "en-GB"],
  ["fi", "fi-FI", "fi-FI"],
  ["fi", "en-US", "fi-FI"],
  ["fi", "", "fi-FI"],
  ["sv", "en-US", "sv"],
])("%s in a browser that speaks %s is written as in %s", (language, browser, locale) => expect(localeOf(language, browser)).toBe(locale));

test("English beside a Finnish browser has 24 hours, and the day before the month", () => {
  const text = new Intl.DateTimeFormat(localeOf("en", "fi-FI"), { dateStyle: "short", timeStyle: "short", timeZone: "UTC" }).format(Date.UTC(2026, 10, 29, 17, 5));
  expect(text).toBe("29/11/2026, 17:05");
});
