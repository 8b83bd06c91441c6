import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { doAct, useAct } from "./acts";

/** Settling is confirmed: it says what it means, and what is still open. */
export function ResolveDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const act = useAct(view.id);
  const [note, setNote] = useState("");
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    act.mutate(
      { act: { act: "resolve", ...(note.trim() ? { note: note.trim() } : {}) }, expectedVersion: view.version },
      {
        onSuccess: state => {
          notify(t("acts.resolved"), { undo: () => void doAct(view.id, { act: "reopen" }, state.version).catch(error => notify(words(error), { kind: "failed" })) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("acts.resolveTitle")} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{t("acts.resolveMeans")}</p>
        {view.waitingSince ? <p className="warning">{t("acts.stillWaiting")}</p> : null}
        {view.commitments.length > 0 ? <p className="warning mild">{t("promises.stillOpen", { count: view.commitments.length })}</p> : null}
        <label>
          {t("acts.outcome")}
          <textarea value={note} rows={3} maxLength={10_000} onChange={event => setNote(event.target.value)} autoFocus onKeyDown={event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
        </label>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending}>{t("acts.resolve")}</button>
        </div>
      </form>
    </Dialog>
  );
}
