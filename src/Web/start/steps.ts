/** What is known of the service, as far as it says how far somebody has come. */
export interface Known {
  interactions: number;
  /** Channels with at least one message. */
  channels: number;
  people: number;
  /** Version of the calendars; 0 while they are the ones that came along. */
  calendars: number;
  /** Keys in force that may take in, without the one that this guide made. */
  senders: number;
}

/** The recorded day has 447 interactions on 18 channels; nobody writes so many by hand. */
const demoInteractions = 400;
const demoChannels = 10;

export const steps = ["demo", "message", "people", "hours", "channels"] as const;
export type Step = (typeof steps)[number];

/** Whether each step is done, by what is so, not by what was pressed. */
export const isDone: Record<Step, (known: Known) => boolean> = {
  demo: known => known.interactions >= demoInteractions && known.channels >= demoChannels,
  message: known => known.interactions > 0,
  people: known => known.people > 1,
  hours: known => known.calendars > 0,
  channels: known => known.senders > 0,
};

/** Single quotes keep a shell from reading anything in the text. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Set where the line is run, by its shell. */
const now = `'"$(date -u +%FT%TZ)"'`;

/** A first message, as a line for a terminal. */
export function firstMessage(origin: string, key: string, text: string): string {
  const message = { channel: "webchat", account: "first-steps", externalId: "first-1", direction: "inbound", at: "NOW", text, author: { handle: "liisa", name: "Liisa" } };
  return `curl -H ${quoted(`Authorization: Bearer ${key}`)} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(message)).replace("NOW", () => now)} ${origin}/api/interactions`;
}
