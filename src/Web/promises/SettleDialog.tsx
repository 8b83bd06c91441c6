import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Commitment } from "../api/types";
import { useAct } from "../conversations/acts";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";

/** A promise that won't be kept, or that nobody needs any more: said with the reason. */
export function SettleDialog({ promise, how, onClose }: { promise: Commitment; how: "break" | "cancel"; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const act = useAct(promise.conversationId);
  const [reason, setReason] = useState("");
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    act.mutate(
      { act: { act: `commitments/${how}`, number: promise.number, ...(reason.trim() ? { reason: reason.trim() } : {}) } },
      {
        onSuccess: () => {
          notify(t(`promises.did.${how}`));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t(`promises.ask.${how}`)} onClose={onClose}>
      <form onSubmit={submit}>
        <blockquote className="promise-text">{promise.text ?? t("conversation.erased")}</blockquote>
        <label>
          {t("promises.reason")}
          <textarea value={reason} rows={3} maxLength={10_000} autoFocus onChange={event => setReason(event.target.value)} onKeyDown={event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
        </label>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending}>{t(`promises.${how}`)}</button>
        </div>
      </form>
    </Dialog>
  );
}
