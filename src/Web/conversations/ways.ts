import type { ConversationView } from "../api/types";

/** Channels in which a public thread can be answered privately, and a private one in public, by the same account. */
const both = new Set(["x", "facebook", "instagram"]);

/** Channels that nobody else can ever read. */
const alwaysPrivate = new Set(["messenger", "whatsapp", "telegram", "line", "sms", "email", "webchat", "phone", "store", "meeting", "note", "press"]);

/** By which ways an answer can go out, and in which words the others are closed. */
export function waysOf(view: Pick<ConversationView, "channel" | "public">): { both: boolean; why: string } {
  if (both.has(view.channel)) return { both: true, why: "" };
  if (alwaysPrivate.has(view.channel)) return { both: false, why: "conversation.onlyPrivate" };
  return { both: false, why: view.public ? "conversation.onlyPublic" : "conversation.onlyPrivate" };
}
