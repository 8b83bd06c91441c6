import { expect, test } from "vitest";
import type { TimelineEntry } from "../api/types";
import { languagesOf, mattersOf } from "./matters";

const row = (conversationId: string, at: string, changes: Partial<TimelineEntry>) => ({ conversationId, at, channel: "x", kind: "interaction", direction: "inbound", subject: null, text: "", language: null, ...changes }) as TimelineEntry;

// Newest first, as the service tells them.
const rows = [
  row("here", "2026-11-23T10:00:00Z", { text: "Laukkuni on taas kateissa Oulussa", language: "fi-FI" }),
  row("seat", "2026-11-22T10:00:00Z", { text: "Saanko ikkunapaikan?", language: "fi" }),
  row("bag", "2026-11-21T11:00:00Z", { kind: "conversation.resolved", direction: null }),
  row("bag", "2026-11-21T10:00:00Z", { text: "Kiitos", language: "sv" }),
  row("bag", "2026-11-20T10:00:00Z", { text: "Laukku jäi Ouluun, on kateissa", language: "fi" }),
  row("open", "2026-11-19T10:00:00Z", { text: "Hyvitys?" }),
  row("acts", "2026-11-18T10:00:00Z", { kind: "conversation.tags-changed", direction: null }),
];

test("similar matters stand first, others by their time; what is open or only acts is left out", () => {
  const matters = mattersOf(rows, new Set(["open"]), "here");
  expect(matters.map(m => m.conversationId)).toEqual(["bag", "seat"]);
  expect(matters[0]).toMatchObject({ text: "Laukku jäi Ouluun, on kateissa", messages: 2, resolved: true, lastAt: "2026-11-21T11:00:00Z" });
  expect(matters[0]!.shared).toBeGreaterThanOrEqual(2);
  expect(matters[1]).toMatchObject({ shared: 0, resolved: false });
});

test("languages are the customer's, the most used first", () => expect(languagesOf(rows)).toEqual(["fi", "sv"]));
