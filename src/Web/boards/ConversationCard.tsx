import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useColleagues, useMe } from "../access/session";
import type { ConversationPreview, ConversationView } from "../api/types";
import { ChannelMark } from "../look/ChannelMark";
import { Icon } from "../look/icons";
import { Menu } from "../look/Menu";
import { Avatar } from "../look/States";
import type { CardActs } from "./useCardActs";

interface Props {
  row: ConversationView;
  preview: ConversationPreview | undefined;
  acts: CardActs;
  /** The time that counts here. */
  time: ReactNode;
  /** What it is the time of; nothing where the page says it. */
  about?: string;
  /** Pixels from the top of a list that is drawn in parts. */
  top?: number;
}

/** One conversation that somebody has to see to: who, where, how long, and who has it; taken or given from here. */
export function ConversationCard({ row, preview, acts, time, about, top }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { all, nameOf } = useColleagues();
  const name = preview?.name ?? "";
  const line = [preview?.subject, preview?.text?.replaceAll("\n", " ")].filter(Boolean).join(" · ");
  return (
    <li className={top === undefined ? "card" : "card placed"} style={top === undefined ? undefined : { transform: `translateY(${top}px)` }} data-card={row.id} data-priority={row.priority}>
      <Link href={`/conversations/${row.id}`} className="card-open">
        <span className="row-top">
          <ChannelMark channel={row.channel} small />
          <span className="row-name">{name || <span className="loading-word" />}</span>
          {row.priority === "urgent" || row.priority === "high" ? <span className={`priority ${row.priority}`}>{t(`priority.${row.priority}`)}</span> : null}
          {row.escalationLevel > 0 ? <span className="status step">{t("boards.step", { step: row.escalationLevel })}</span> : null}
          <span className="grow" />
          {time}
        </span>
        <span className="row-line">{line || t(preview?.attachments ? "inbox.attachment" : "inbox.noText")}</span>
      </Link>
      <div className="card-foot">
        <span className="quiet">{[row.queue, about].filter(Boolean).join(" · ")}</span>
        <span className="grow" />
        {row.assignee ? (
          <span className="card-who" title={t("inbox.assignedTo", { name: nameOf(row.assignee) })}>
            <Avatar name={nameOf(row.assignee)} small /> {row.assignee === me.name ? t("acts.yours") : nameOf(row.assignee)}
          </span>
        ) : (
          <button type="button" onClick={() => acts.claim(row)} aria-label={`${t("acts.claim")}: ${name}`}>
            {t("acts.claim")}
          </button>
        )}
        {acts.mayGive ? (
          <Menu
            label={`${t("acts.assign")}: ${name}`}
            className="card-give plain icon-button"
            trigger={<Icon name="hand" size={16} />}
            items={[
              ...all.map(c => ({ label: c.displayName, checked: c.name === row.assignee, act: () => acts.give(row, c.name) })),
              "line",
              { label: t("inbox.nobody"), checked: row.assignee === null, act: () => acts.give(row, null) },
            ]}
          />
        ) : null}
      </div>
    </li>
  );
}
