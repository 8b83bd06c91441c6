import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../access/session";
import type { ConversationView } from "../api/types";
import { useAct } from "../conversations/acts";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { usePeople, usePersonWords } from "../people/usePeople";
import { dueTimes, localTime } from "./dueTimes";

/** What is promised to the customer, by when, and who keeps it. */
export function PromiseDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayGive = useMay("overOthers");
  const words = useWordsOf();
  const people = usePeople();
  const personWords = usePersonWords();
  const act = useAct(view.id);
  const [times] = useState(() => dueTimes(new Date()));
  const [text, setText] = useState("");
  const [due, setDue] = useState(localTime(times[1]!.at));
  const [owner, setOwner] = useState(me.name);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const at = new Date(due);
    if (!text.trim() || Number.isNaN(at.getTime())) return;
    act.mutate(
      { act: { act: "commitments", text: text.trim(), due: at.toISOString(), ...(owner === me.name ? {} : { owner }) } },
      {
        onSuccess: () => {
          notify(t("promises.made"));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("promises.make")} onClose={onClose}>
      <form onSubmit={submit}>
        <label>
          {t("promises.what")}
          <textarea value={text} rows={3} required maxLength={2_000} autoFocus onChange={event => setText(event.target.value)} onKeyDown={event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()} />
        </label>
        <label>
          {t("promises.due")}
          <input type="datetime-local" value={due} required onChange={event => setDue(event.target.value)} />
        </label>
        <div className="row" role="group" aria-label={t("promises.often")}>
          {times.map(({ key, at }) => (
            <button key={key} type="button" className="chip" aria-pressed={due === localTime(at)} onClick={() => setDue(localTime(at))}>{t(`promises.by.${key}`)}</button>
          ))}
        </div>
        {mayGive ? (
          <label>
            {t("promises.owner")}
            <select value={owner} onChange={event => setOwner(event.target.value)}>
              <option value={me.name}>{me.displayName}</option>
              {people.filter(p => p.name !== me.name).map(p => <option key={p.name} value={p.name}>{p.displayName} · {personWords(p)}</option>)}
            </select>
          </label>
        ) : null}
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="button" onClick={onClose}>{t("look.cancel")}</button>
          <button type="submit" className="primary" disabled={act.isPending || !text.trim()}>{t("promises.promise")}</button>
        </div>
      </form>
    </Dialog>
  );
}
