import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { Dialog } from "../look/Dialog";
import { useWordsOf } from "../look/States";
import { useAct } from "./acts";

export function TagsDialog({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const act = useAct(view.id);
  const [text, setText] = useState("");
  const add = (event: FormEvent) => {
    event.preventDefault();
    const tags = text.split(",").map(tag => tag.trim()).filter(Boolean);
    if (tags.length === 0) onClose();
    else act.mutate({ act: { act: "tags", add: tags } }, { onSuccess: () => setText("") });
  };
  return (
    <Dialog title={t("acts.tags")} onClose={onClose}>
      <form onSubmit={add}>
        <div className="tags">
          {view.tags.map(tag => (
            <button key={tag} type="button" className="chip" aria-label={t("acts.removeTag", { tag })} onClick={() => act.mutate({ act: { act: "tags", remove: [tag] } })}>
              {tag} ×
            </button>
          ))}
          {view.tags.length === 0 ? <span className="quiet">{t("acts.noTags")}</span> : null}
        </div>
        <label>
          {t("acts.addTags")}
          <input value={text} maxLength={200} onChange={event => setText(event.target.value)} autoFocus />
        </label>
        <div role="alert">{act.error ? <p className="problem">{words(act.error)}</p> : null}</div>
        <div className="row end">
          <button type="submit" className="primary" disabled={act.isPending}>{t(text.trim() ? "look.add" : "look.close")}</button>
        </div>
      </form>
    </Dialog>
  );
}
