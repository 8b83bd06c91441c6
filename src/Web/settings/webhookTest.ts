/** What came of one test message. */
export interface WebhookTest {
  delivered: boolean;
  status: number | null;
  ms: number;
  error: string | null;
}

/** The text that tells it, and what the text names. */
export function outcomeOf({ delivered, status, error, ms }: WebhookTest): { key: string; values: Record<string, string | number> } {
  if (delivered) return { key: "webhooks.test.arrived", values: { status: status ?? "", ms } };
  if (status !== null) return { key: "webhooks.test.status", values: { status, ms } };
  const [what = "", detail = ""] = (error ?? "").split(": ");
  const known = ["not-configured", "no-secret", "address-refused", "timeout", "unreachable"].includes(what);
  return known ? { key: `webhooks.test.${what}`, values: { detail, ms } } : { key: "webhooks.test.other", values: { detail: error ?? "", ms } };
}
