import { expect, test } from "vitest";
import en from "../language/texts/en.json";
import { knownPart } from "./about";

const isKnown = (part: string) => `notices.about.${part}` in en;

test.each([
  ["breach:first-response", "breach:first-response", ""],
  ["warning:resolution:80", "warning:resolution", "80"],
  ["rule:vip", "rule", "vip"],
  ["approval:press", "approval", "press"],
  ["commitment:late", "commitment:late", ""],
  ["alarm:quiet:x/acme:fi", "alarm:quiet", "x/acme:fi"],
])("%s has words", (about, part, rest) => expect(knownPart(about, isKnown)).toEqual({ part, rest }));

test("what nobody knows has none", () => expect(knownPart("news:of:tomorrow", isKnown)).toBeNull());
