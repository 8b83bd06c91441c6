import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useColleagues, useMay, useMe } from "../access/session";
import type { Commitment } from "../api/types";
import { useAct } from "../conversations/acts";
import { Icon } from "../look/icons";
import { notify } from "../look/notices";
import { Avatar, useWordsOf } from "../look/States";
import { Ago, Due } from "../look/Times";
import { isOpen } from "./usePromises";
import { SettleDialog } from "./SettleDialog";

/** One promise, with what can become of it. leads: to the conversation in which it was given. */
export function PromiseItem({ promise, leads = false }: { promise: Commitment; leads?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayGive = useMay("overOthers");
  const words = useWordsOf();
  const { nameOf } = useColleagues();
  const act = useAct(promise.conversationId);
  const [settling, setSettling] = useState<"break" | "cancel" | null>(null);
  const maySettle = isOpen(promise) && (mayGive || promise.owner === me.name);
  const text = promise.text ?? t("conversation.erased");
  const keep = () =>
    act.mutate(
      { act: { act: "commitments/keep", number: promise.number } },
      { onSuccess: () => notify(t("promises.kept")), onError: error => notify(words(error), { kind: "failed" }) },
    );
  return (
    <li className="promise" data-state={promise.state}>
      <p className="promise-text">{leads ? <Link href={`/conversations/${promise.conversationId}`}>{text}</Link> : text}</p>
      <p className="row">
        <Avatar name={nameOf(promise.owner)} small /> <span className="quiet">{nameOf(promise.owner)}</span>
        {isOpen(promise) ? (
          <Due at={promise.dueAt} />
        ) : (
          <>
            <span className={`status ${promise.state}`}>{t(promise.state === "kept" && promise.lateAt ? "promises.state.keptLate" : `promises.state.${promise.state}`)}</span>
            {promise.endedAt ? <span className="quiet"><Ago at={promise.endedAt} /></span> : null}
          </>
        )}
        <span className="grow" />
        {maySettle ? (
          <>
            <button type="button" disabled={act.isPending} onClick={keep}><Icon name="check" size={15} /> {t("promises.keep")}</button>
            <button type="button" className="plain" onClick={() => setSettling("break")}>{t("promises.break")}</button>
            <button type="button" className="plain" onClick={() => setSettling("cancel")}>{t("promises.cancel")}</button>
          </>
        ) : null}
      </p>
      {settling ? <SettleDialog promise={promise} how={settling} onClose={() => setSettling(null)} /> : null}
    </li>
  );
}
