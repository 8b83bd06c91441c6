import { beforeEach, expect, test, vi } from "vitest";
import { Audience, writingMs, type Viewer } from "./viewers";

let now = 0;
let told: unknown[][] = [];
const sami: Viewer = { name: "sami", displayName: "Sami", typing: false };
const me: Viewer = { name: "aino", displayName: "Aino", typing: false };
const make = () => new Audience("cnv_1", "aino", () => now, async (...args) => void told.push(args));

beforeEach(() => {
  now = 1_000_000;
  told = [];
  vi.stubGlobal("document", { hidden: false });
});

test("oneself is nobody's colleague, and whoever wrote a moment ago still writes", () => {
  const audience = make();
  audience.changed({ viewers: [me, { ...sami, typing: true }] });
  expect(audience.colleagues).toEqual([{ ...sami, typing: true, writing: true }]);
  audience.changed({ viewers: [me, sami] });
  expect(audience.colleagues).toEqual([{ ...sami, writing: true }]);
  now += writingMs;
  audience.beat();
  expect(audience.colleagues).toEqual([{ ...sami, writing: false }]);
});

test("what was sent isn't being written, and who left isn't there", () => {
  const audience = make();
  audience.changed({ viewers: [{ ...sami, typing: true }] });
  audience.changed({ viewers: [sami] });
  audience.sent("sami");
  expect(audience.colleagues).toEqual([{ ...sami, writing: false }]);
  audience.changed({ viewers: [me] });
  expect(audience.colleagues).toEqual([]);
});

test("letters are told every few seconds only, and nothing while the page isn't seen", () => {
  const audience = make();
  audience.typed();
  audience.typed();
  now += 3_000;
  audience.typed();
  expect(told).toEqual([["Typing", "cnv_1"], ["Typing", "cnv_1"]]);
  vi.stubGlobal("document", { hidden: true });
  audience.beat();
  expect(told).toHaveLength(2);
});
