import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, newKey, post } from "../api/client";
import type { ConversationView, Priority } from "../api/types";

/** Everything that can be done with a conversation, by the last part of its address, with what it takes. */
export type Act =
  | { act: "claim" }
  | { act: "assignment"; assignee: string | null }
  | { act: "handover"; assignee?: string; queue?: string; note: string }
  | { act: "snooze"; until: string }
  | { act: "resolve"; note?: string }
  | { act: "reopen" }
  | { act: "priority"; priority: Priority }
  | { act: "tags"; add?: string[]; remove?: string[] }
  | { act: "replies"; text: string; public?: boolean; inReplyTo?: string }
  | { act: "notes"; text: string }
  | { act: "commitments"; text: string; due: string; owner?: string }
  | { act: "commitments/keep" | "commitments/break" | "commitments/cancel"; number: number; reason?: string }
  | { act: "approval"; granted: boolean; note?: string }
  | { act: "claim-status"; status: "open" | "justified" | "fabricated"; reason: string }
  | { act: "abuse"; step: "warn" | "mute" | "block" | "lift"; until?: string; reason: string };

/** With the version that the actor saw, somebody else's change in between is told instead of overwritten. */
export function doAct(id: string, { act, ...body }: Act, expectedVersion?: number, key: string = newKey()): Promise<ConversationView> {
  return post<ConversationView>(`/api/conversations/${id}/${act}`, { ...body, ...(expectedVersion ? { expectedVersion } : {}) }, key);
}

export function useAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ act, expectedVersion, key }: { act: Act; expectedVersion?: number; key?: string }) => doAct(id, act, expectedVersion, key),
    onSuccess: state => queries.setQueryData<ConversationView>(["conversation", id], known => (known && known.version > state.version ? known : state)),
  });
}

export const readConversation = (id: string, signal: AbortSignal) => call<ConversationView>(`/api/conversations/${id}`, { signal });
