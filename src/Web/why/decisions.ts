import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationView, Page } from "../api/types";

/** A condition with what it wanted and saw; a combination has parts instead. */
export interface Why {
  test: string;
  wanted?: string;
  saw?: string | null;
  holds: boolean | null;
  parts?: Why[];
}

/** A rule or a policy that was looked at. */
export interface Look {
  id: string;
  name: string | null;
  when?: string[];
  by?: string | null;
  acted?: boolean;
  taken?: boolean;
  text: string;
  why: Why;
}

export interface Clock {
  kind: string;
  policy: string;
  policyName: string | null;
  calendar: string;
  targetMs: number;
  elapsedMs: number;
  since: string;
  running: boolean;
  dueAt: string | null;
}

export interface Deed {
  type: string;
  text: string;
  clock?: Clock;
}

/** What was judged and done in one row of the conversation's journal. */
export interface Decision {
  version: number;
  at: string;
  kind: "message" | "act" | "update" | "deadline";
  actor: string | null;
  configuration: number | null;
  forgotten: boolean;
  erased: boolean;
  agrees: boolean;
  rules: Look[];
  policies: Look[];
  chosenPolicy: string | null;
  done: Deed[];
}

/** Rows of one question, the most that the service gives. */
const blockRows = 50;

/** The newest rows first, in blocks that never change once they are full. */
export function useDecisions(view: ConversationView) {
  const { i18n } = useTranslation();
  const [shown, setShown] = useState(2);
  const last = Math.max(0, Math.ceil(view.version / blockRows) - 1);
  const blocks = Array.from({ length: Math.min(shown, last + 1) }, (_, i) => last - i);
  const answers = useQueries({
    queries: blocks.map(block => ({
      // Sentences come in the reader's language.
      queryKey: ["decisions", view.id, i18n.language, block, block === last ? view.version : "full"],
      queryFn: ({ signal }: { signal: AbortSignal }) => call<Page<Decision>>(withQuery(`/api/conversations/${view.id}/decisions`, { cursor: block * blockRows, limit: blockRows }), { signal }),
      staleTime: Infinity,
      placeholderData: (before: Page<Decision> | undefined) => before,
    })),
  });
  return {
    decisions: answers.flatMap(answer => (answer.data?.items ?? []).toReversed()),
    isPending: answers.some(answer => answer.isPending),
    error: answers.find(answer => answer.error)?.error ?? null,
    again: () => answers.forEach(answer => void answer.refetch()),
    hasEarlier: blocks.length <= last,
    earlier: () => setShown(n => n + 1),
  };
}
