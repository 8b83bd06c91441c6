import { expect, it } from "vitest";
import { clockOf, stretchOf, weekOf } from "./week";
import { at, read } from "./yamlText";

it("draws the openings of each day, nights into the next morning", () => {
  const calendar = at(read("week: { friday-sunday: [22:00-06:00, 10:00-12:00], monday: closed, tuesday: nonsense }").value, []);
  const week = weekOf(calendar);
  const text = (day: Parameters<typeof week.get>[0]) => week.get(day)!.map(s => `${clockOf(s.from)}-${clockOf(s.until)}`);
  expect(text("friday")).toEqual(["10:00-12:00", "22:00-24:00"]);
  expect(text("saturday")).toEqual(["00:00-06:00", "10:00-12:00", "22:00-24:00"]);
  expect(text("monday")).toEqual(["00:00-06:00"]);
  expect(text("tuesday")).toEqual([]);
});

it("reads hours only where they are hours", () => {
  expect(stretchOf("08:00 - 24:00")).toEqual({ from: 480, until: 1440 });
  for (const wrong of ["8-16", "25:00-26:00", "closed", "08:00-08:00"]) expect(stretchOf(wrong)).toBeNull();
});
