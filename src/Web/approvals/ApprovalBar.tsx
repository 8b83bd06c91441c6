import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues, useMe } from "../access/session";
import type { ConversationView } from "../api/types";
import { useAct } from "../conversations/acts";
import { Icon } from "../look/icons";
import { useWordsOf } from "../look/States";
import { DeclineDialog } from "./DeclineDialog";
import { isHeld, mayDecide } from "./held";

/** What a rule wants approved before it is answered: who was asked, what they said, and the buttons of those who may say it. */
export function ApprovalBar({ view }: { view: ConversationView }) {
  const { t } = useTranslation();
  const me = useMe();
  const words = useWordsOf();
  const { nameOf } = useColleagues();
  const act = useAct(view.id);
  const [declining, setDeclining] = useState(false);
  const approval = view.approval;
  if (!approval) return null;
  const from = approval.from.map(who => (who.includes(":") || who === "assignee" || who === "on-call" ? t(`approval.of.${who.split(":")[0]}`, { name: who.split(":")[1] ?? "" }) : nameOf(who))).join(", ");
  return (
    <div className="approval" role="status" data-state={approval.state}>
      <p>
        <Icon name={approval.state === "granted" ? "check" : "lock"} size={16} />{" "}
        {approval.state === "asked" ? t("approval.asked", { from }) : t(`approval.${approval.state}`, { by: nameOf(approval.by ?? "") })}{" "}
        <span className="quiet">{t("approval.rule", { rule: approval.rule })}{isHeld(view, me) ? ` ${t("approval.how")}` : ""}</span>
      </p>
      {approval.state !== "granted" && mayDecide(view, me) ? (
        <div className="row">
          <button type="button" className="primary" disabled={act.isPending} onClick={() => act.mutate({ act: { act: "approval", granted: true }, expectedVersion: view.version })}>{t("approval.grant")}</button>
          <button type="button" disabled={act.isPending} onClick={() => setDeclining(true)}>{t("approval.decline")}</button>
          {act.error ? <span className="problem" role="alert">{words(act.error)}</span> : null}
        </div>
      ) : null}
      {declining ? <DeclineDialog view={view} onClose={() => setDeclining(false)} /> : null}
    </div>
  );
}
