import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues, useMay, useMe } from "../access/session";
import type { ConversationView } from "../api/types";
import { Icon } from "../look/icons";
import { useListed } from "../look/listed";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { usePeople } from "../people/usePeople";
import { useAct } from "./acts";
import { mayDecide } from "./approvals";

/** Whether one may say yes to answers here, and so answer oneself. */
export function useMayDecide(view: ConversationView): boolean {
  const me = useMe();
  const overOthers = useMay("overOthers");
  const teams = usePeople().find(person => person.name === me.name)?.teams ?? [];
  return !view.approval || overOthers || mayDecide(view.approval.from, me, teams);
}

/** A rule wants the answer approved: who was asked, what they said, and what is to be done. */
export function ApprovalPart({ view }: { view: ConversationView }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useColleagues();
  const listed = useListed();
  const words = useWordsOf();
  const may = useMayDecide(view);
  const act = useAct(view.id);
  const [note, setNote] = useState("");
  const { approval } = view;
  if (!approval) return null;
  const decide = (granted: boolean) => (event?: FormEvent) => {
    event?.preventDefault();
    act.mutate(
      { act: { act: "approval", granted, ...(note.trim() ? { note: note.trim() } : {}) }, expectedVersion: view.version },
      {
        onSuccess: () => {
          setNote("");
          notify(t(granted ? "approval.granted" : "approval.declined"));
        },
        onError: error => notify(words(error), { kind: "failed" }),
      },
    );
  };
  // Roles of the house have names of their own.
  const called = (who: string) => (who.startsWith("role:") ? (i18n.exists(who.replace(":", ".")) ? t(who.replace(":", ".")) : who.slice("role:".length)) : who.includes(":") ? who : nameOf(who));
  const asked = approval.from.map(called);
  return (
    <div className="approval" data-state={approval.state} role="group" aria-label={t("approval.title")}>
      <p>
        <Icon name="lock" size={16} /> {t(`approval.state.${approval.state}`, { rule: approval.rule, who: approval.by ? nameOf(approval.by) : listed(asked) })}
      </p>
      {may && approval.state !== "granted" ? (
        <form className="row" onSubmit={decide(true)}>
          <label className="grow">
            <span className="visually-hidden">{t("approval.note")}</span>
            <input value={note} maxLength={10_000} placeholder={t("approval.note")} onChange={event => setNote(event.target.value)} />
          </label>
          <button type="submit" className="primary" disabled={act.isPending}>{t("approval.grant")}</button>
          {approval.state === "declined" ? null : <button type="button" disabled={act.isPending} onClick={() => decide(false)()}>{t("approval.decline")}</button>}
        </form>
      ) : null}
      {!may && approval.state !== "granted" ? <p className="quiet">{t("approval.how")}</p> : null}
    </div>
  );
}
