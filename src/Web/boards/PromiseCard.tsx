import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useColleagues, useMe } from "../access/session";
import type { Commitment } from "../api/types";
import { Avatar } from "../look/States";
import { Countdown } from "../look/Times";

/** A promise to a customer whose time is near or past. */
export function PromiseCard({ promise, name }: { promise: Commitment; name: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const { nameOf } = useColleagues();
  return (
    <li className="card" data-card={`${promise.conversationId} ${promise.number}`}>
      <Link href={`/conversations/${promise.conversationId}`} className="card-open">
        <span className="row-top">
          <span className="row-name">{name || <span className="loading-word" />}</span>
          <span className="grow" />
          <Countdown at={promise.dueAt} />
        </span>
        <span className="card-text">{promise.text ?? t("conversation.erased")}</span>
      </Link>
      <div className="card-foot">
        <span className="card-who"><Avatar name={nameOf(promise.owner)} small /> {promise.owner === me.name ? t("boards.yours") : t("boards.promisedBy", { name: nameOf(promise.owner) })}</span>
      </div>
    </li>
  );
}
