import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues, useMe } from "../access/session";
import type { ConversationView } from "../api/types";
import { useCounts } from "../inbox/useInbox";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { usePeople, usePersonWords } from "../people/usePeople";
import { useAct } from "./acts";

/** To somebody, or to a queue, with what they have to know. */
export function HandOverDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const words = useWordsOf();
  const { nameOf } = useColleagues();
  const people = usePeople();
  const personWords = usePersonWords();
  const queues = useCounts().data?.queues.map(q => q.queue).filter(q => q !== view.queue) ?? [];
  const act = useAct(view.id);
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!to || !note.trim()) return;
    const [kind, name] = [to[0], to.slice(1)];
    act.mutate(
      { act: { act: "handover", note: note.trim(), ...(kind === "@" ? { assignee: name } : { queue: name }) }, expectedVersion: view.version },
      {
        onSuccess: () => {
          notify(t("acts.handedOver", { name: kind === "@" ? nameOf(name) : name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("acts.handOver")} onClose={onClose}>
      <form onSubmit={submit}>
        <label>
          {t("acts.to")}
          <select value={to} onChange={event => setTo(event.target.value)} required autoFocus>
            <option value="">{t("acts.choose")}</option>
            <optgroup label={t("acts.colleague")}>
              {people.filter(p => p.name !== me.name).map(p => <option key={p.name} value={`@${p.name}`}>{p.displayName} · {personWords(p)}</option>)}
            </optgroup>
            {queues.length > 0 ? (
              <optgroup label={t("acts.queue")}>
                {queues.map(queue => <option key={queue} value={`#${queue}`}>{queue}</option>)}
              </optgroup>
            ) : null}
          </select>
        </label>
        <label>
          {t("acts.handOverNote")}
          <textarea value={note} rows={4} required maxLength={10_000} onChange={event => setNote(event.target.value)} onKeyDown={event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
        </label>
        <p className="quiet">{t("acts.handOverMeans")}</p>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending || !to || !note.trim()}>{t("acts.handOver")}</button>
        </div>
      </form>
    </Dialog>
  );
}
