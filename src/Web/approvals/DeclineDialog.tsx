import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { useAct } from "../conversations/acts";
import { Dialog } from "../look/Dialog";
import { useWordsOf } from "../look/States";

/** Not like this: says why, for whoever answers. */
export function DeclineDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const act = useAct(view.id);
  const [note, setNote] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ act: { act: "approval", granted: false, note: note.trim() || undefined }, expectedVersion: view.version }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("approval.declineTitle")} onClose={onClose}>
      <form onSubmit={submit}>
        <label>
          {t("approval.note")}
          <textarea value={note} rows={3} maxLength={10_000} onChange={event => setNote(event.target.value)} />
        </label>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending}>{t("approval.decline")}</button>
        </div>
      </form>
    </Dialog>
  );
}
