import { expect, test } from "vitest";
import en from "../language/texts/en.json";
import { outcomeOf, type WebhookTest } from "./webhookTest";

const failed = (error: string, status: number | null = null): WebhookTest => ({ delivered: false, status, ms: 12, error });

test.each<[WebhookTest, string, Record<string, string | number>]>([
  [{ delivered: true, status: 204, ms: 80, error: null }, "webhooks.test.arrived", { status: 204, ms: 80 }],
  [failed("status 500", 500), "webhooks.test.status", { status: 500, ms: 12 }],
  [failed("unreachable: NameResolutionError"), "webhooks.test.unreachable", { detail: "NameResolutionError", ms: 12 }],
  [failed("address-refused"), "webhooks.test.address-refused", { detail: "", ms: 12 }],
  [failed("no-secret"), "webhooks.test.no-secret", { detail: "", ms: 12 }],
  [failed("timeout"), "webhooks.test.timeout", { detail: "", ms: 12 }],
  [failed("not-configured"), "webhooks.test.not-configured", { detail: "", ms: 12 }],
  [failed("InvalidOperationException"), "webhooks.test.other", { detail: "InvalidOperationException", ms: 12 }],
])("%o is told as %s", (answer, key, values) => {
  expect(outcomeOf(answer)).toEqual({ key, values });
  expect(Object.keys(en)).toContain(key);
});
