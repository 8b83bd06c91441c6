import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCommands } from "../app/commands";
import { useColleagues, useMay, useMe } from "../access/session";
import type { ConversationView } from "../api/types";
import { doAct, type Act } from "../conversations/acts";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";

/** What can be done with a card, and the keys that do it; the card is the one that has the focus. */
export function useCardActs(name: string, rowOf: (id: string) => ConversationView | undefined, again: () => void) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const me = useMe();
  const { nameOf } = useColleagues();
  const page = useRef<HTMLElement>(null);

  const run = async (row: ConversationView, act: Act, done: string) => {
    try {
      const state = await doAct(row.id, act, row.version);
      queries.setQueryData<ConversationView>(["conversation", row.id], known => (known && known.version > state.version ? known : state));
      notify(done);
    } catch (error) {
      notify(words(error), { kind: "failed" });
    }
    again();
  };
  const claim = (row: ConversationView) => void (row.assignee === me.name ? undefined : run(row, { act: "claim" }, t("acts.claimed")));
  const give = (row: ConversationView, assignee: string | null) =>
    void run(row, { act: "assignment", assignee }, assignee ? t("acts.takenBy", { name: nameOf(assignee) }) : t("acts.left"));

  const cards = () => [...(page.current?.querySelectorAll<HTMLElement>("[data-card] .card-open") ?? [])];
  const focused = () => (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-card]") ?? null;
  const step = (by: number) => {
    const all = cards();
    const at = all.findIndex(card => card.closest("[data-card]") === focused());
    all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]?.focus();
  };
  useCommands(name, [
    { label: t("inbox.next"), keys: "j", act: () => step(1) },
    { label: t("inbox.previous"), keys: "k", act: () => step(-1) },
    { label: t("inbox.open"), keys: "o", act: () => focused()?.querySelector<HTMLElement>(".card-open")?.click() },
    {
      label: t("acts.claim"),
      keys: "c",
      act: () => {
        const row = rowOf(focused()?.dataset.card ?? "");
        if (row) claim(row);
      },
    },
    { label: t("acts.assign"), keys: "a", act: () => focused()?.querySelector<HTMLElement>(".card-give")?.focus() },
  ]);
  return { page, claim, give, mayGive: useMay("overOthers") };
}

export type CardActs = ReturnType<typeof useCardActs>;
