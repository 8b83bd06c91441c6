import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { useAct } from "../conversations/acts";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { Choices } from "./Choices";

const statuses = ["open", "justified", "fabricated"] as const;

/** Whether what the customer claims is so; kept with who judged and why. */
export function ClaimDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const act = useAct(view.id);
  const [status, setStatus] = useState<(typeof statuses)[number]>(view.claim ?? "open");
  const [reason, setReason] = useState("");
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!reason.trim()) return;
    act.mutate(
      { act: { act: "claim-status", status, reason: reason.trim() }, expectedVersion: view.version },
      {
        onSuccess: () => {
          notify(t("claim.judged", { status: t(`claim.${status}`) }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("claim.title")} onClose={onClose}>
      <form onSubmit={submit}>
        <Choices legend={t("claim.question")} name="status" value={status} choices={statuses.map(s => ({ value: s, label: t(`claim.${s}`), hint: t(`claim.means.${s}`) }))} onChoose={setStatus} />
        <label>
          {t("standing.reason")}
          <textarea value={reason} rows={3} required maxLength={10_000} onChange={event => setReason(event.target.value)} onKeyDown={event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
        </label>
        <p className="quiet">{t("claim.audited")}</p>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending || !reason.trim()}>{t("look.save")}</button>
        </div>
      </form>
    </Dialog>
  );
}
