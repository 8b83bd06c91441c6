import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../access/session";
import type { ConversationView } from "../api/types";
import { useAct } from "../conversations/acts";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { Choices } from "./Choices";

/** A step on the abuse ladder. It is the customer's in all their conversations, so it is confirmed with a reason, and says what it does. */
export function AbuseDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const mayAll = useMay("overOthers");
  const words = useWordsOf();
  const act = useAct(view.id);
  const level = view.standing?.level ?? "none";
  const steps = [...(level === "none" ? [] : ["lift" as const]), "warn" as const, "mute" as const, "block" as const];
  // Whoever may only warn can't take back what others decided either.
  const may = (step: (typeof steps)[number]) => mayAll || step === "warn" || (step === "lift" && level === "warned");
  const [step, setStep] = useState<(typeof steps)[number]>(steps.find(may) ?? "warn");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!reason.trim()) return;
    act.mutate(
      { act: { act: "abuse", step, reason: reason.trim(), ...(step === "mute" && until ? { until: new Date(until).toISOString() } : {}) }, expectedVersion: view.version },
      {
        onSuccess: () => {
          notify(t(`standing.did.${step}`));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("standing.title")} onClose={onClose}>
      <form onSubmit={submit}>
        <Choices
          legend={t("standing.step")}
          name="step"
          value={step}
          choices={steps.map(s => ({ value: s, label: t(`standing.step.${s}`), hint: may(s) ? t(`standing.means.${s}`) : t("standing.onlySupervisor"), disabled: !may(s) }))}
          onChoose={setStep}
        />
        {step === "mute" ? (
          <label>
            {t("standing.until")}
            <input type="datetime-local" value={until} onChange={event => setUntil(event.target.value)} />
          </label>
        ) : null}
        <label>
          {t("standing.reason")}
          <textarea value={reason} rows={3} required maxLength={10_000} onChange={event => setReason(event.target.value)} onKeyDown={event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
        </label>
        <p className="quiet">{t("standing.audited")}</p>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending || !reason.trim()}>{t(`standing.step.${step}`)}</button>
        </div>
      </form>
    </Dialog>
  );
}
