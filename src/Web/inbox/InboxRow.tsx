import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "../access/session";
import type { ConversationPreview } from "../api/types";
import { useViewersOf } from "../live/viewers";
import { ChannelMark } from "../look/ChannelMark";
import { Icon } from "../look/icons";
import { useListed } from "../look/listed";
import { Avatar } from "../look/States";
import { Due, ShortTime, Waiting } from "../look/Times";
import type { Row } from "./filter";

interface Props {
  row: Row;
  preview: ConversationPreview | undefined;
  top: number;
  size: number;
  index: number;
  isOpen: boolean;
  isMarked: boolean;
  isSelected: boolean;
  onOpen: (id: string) => void;
  onToggle: (id: string) => void;
}

export const InboxRow = memo(function InboxRow({ row, preview, top, size, index, isOpen, isMarked, isSelected, onOpen, onToggle }: Props) {
  const { t } = useTranslation();
  const { nameOf } = useColleagues();
  const name = preview?.name ?? "";
  const line = [preview?.subject, preview?.text?.replaceAll("\n", " ")].filter(Boolean).join(" · ") || (preview?.attachments ? t("inbox.attachment") : "");
  return (
    <li className="row-item" style={{ transform: `translateY(${top}px)` }} aria-setsize={size} aria-posinset={index + 1} data-priority={row.priority} data-status={row.status} data-open={isOpen} data-marked={isMarked} data-id={row.id}>
      <label className="row-check">
        <input type="checkbox" checked={isSelected} onChange={() => onToggle(row.id)} aria-label={t("inbox.selectRow", { name: name || row.id })} />
        <ChannelMark channel={row.channel} />
      </label>
      <button type="button" className="row-button" aria-current={isOpen ? "true" : undefined} onClick={() => onOpen(row.id)}>
        <span className="row-top">
          <span className="row-name">{name || <span className="loading-word" />}</span>
          {row.priority === "urgent" || row.priority === "high" ? <span className={`priority ${row.priority}`}>{t(`priority.${row.priority}`)}</span> : null}
          <span className="grow" />
          {row.waitingSince ? <Waiting since={row.waitingSince} /> : <span className="quiet"><ShortTime at={row.lastInteractionAt} /></span>}
        </span>
        <span className="row-line">
          {preview?.direction === "outbound" ? <span className="quiet" aria-label={t("inbox.weAnswered")}>↩ </span> : null}
          {line || (preview ? t("inbox.noText") : <span className="loading-word long" />)}
        </span>
        <span className="row-bottom">
          <span className="quiet">{row.queue}</span>
          {row.status !== "open" ? <span className={`status ${row.status}`}>{t(`status.${row.status}`)}</span> : null}
          {row.nextDueAt ? <Due at={row.nextDueAt} /> : null}
          <span className="grow" />
          <RowViewers id={row.id} />
          {row.assignee ? (
            <span className="row-assignee" title={nameOf(row.assignee)}>
              <Avatar name={nameOf(row.assignee)} small />
              <span className="visually-hidden">{t("inbox.assignedTo", { name: nameOf(row.assignee) })}</span>
            </span>
          ) : null}
        </span>
      </button>
    </li>
  );
});

/** Who has it before them right now. */
function RowViewers({ id }: { id: string }) {
  const { t } = useTranslation();
  const listed = useListed();
  const viewers = useViewersOf(id);
  if (viewers.length === 0) return null;
  const writing = viewers.filter(viewer => viewer.typing);
  const some = writing.length > 0 ? writing : viewers;
  const words = t(writing.length > 0 ? "conversation.areWriting" : "conversation.areHere", { count: some.length, names: listed(some.map(viewer => viewer.displayName)) });
  return (
    <span className="row-viewers" title={words}>
      <Icon name={writing.length > 0 ? "note" : "eye"} size={15} />
      {viewers.slice(0, 2).map(viewer => <Avatar key={viewer.name} name={viewer.displayName} small />)}
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
