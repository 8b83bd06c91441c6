import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "../access/session";
import type { TimelineEntry } from "../api/types";
import { ChannelMark } from "../look/ChannelMark";
import { exact } from "../look/durations";
import { Icon } from "../look/icons";
import { Avatar } from "../look/States";
import { Clock, ShortTime } from "../look/Times";
import { Words } from "../look/Words";
import { Aftermath } from "./Aftermath";
import { upsetBelow } from "./tone";

/** Only addresses of the web are followed from here. */
const isWeb = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);

/** One thing said or done. */
export const Entry = memo(function Entry({ entry, isNew = false, showChannel = false }: { entry: TimelineEntry; isNew?: boolean; showChannel?: boolean }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useColleagues();
  const actor = entry.actor ? nameOf(entry.actor) : t("conversation.service");

  if (!entry.direction) {
    const key = `done.${entry.kind}`;
    return (
      <div className="entry act" id={`entry-${entry.version}`} data-version={entry.version}>
        <span>
          {i18n.exists(key) ? t(key, { actor }) : t("done.other", { actor, what: entry.kind })} · <Clock at={entry.at} />
        </span>
        {entry.note ? <p className="act-note"><Words text={entry.note} /></p> : null}
      </div>
    );
  }

  const name = entry.author?.name ?? (entry.direction === "inbound" ? entry.author?.handle : actor) ?? actor;
  return (
    <article className={`entry ${entry.direction}${isNew ? " new" : ""}`} id={`entry-${entry.version}`} data-version={entry.version} data-receipt={entry.receipt?.state} aria-label={t(`conversation.${entry.direction}`, { name })}>
      <header className="entry-head">
        {entry.direction === "inbound" ? <Avatar name={name} small /> : null}
        {showChannel ? <ChannelMark channel={entry.channel} small /> : null}
        <strong>{name}</strong>
        {entry.direction === "inbound" && entry.sentiment !== null && entry.sentiment < upsetBelow ? <span className="mark upset">{t("conversation.upset")}</span> : null}
        {entry.automatic ? <span className="mark"><Icon name="robot" size={14} /> {t("conversation.automatic")}</span> : null}
        {entry.direction === "internal" ? <span className="mark"><Icon name="note" size={14} /> {t("conversation.note")}</span> : null}
        {entry.direction !== "internal" ? (
          <span className="mark" title={t(entry.public ? "conversation.public" : "conversation.private")}>
            <Icon name={entry.public ? "globe" : "lock"} size={14} />
            <span className="visually-hidden">{t(entry.public ? "conversation.public" : "conversation.private")}</span>
          </span>
        ) : null}
        <span className="grow" />
        {isWeb(entry.permalink) ? (
          <a className="quiet" href={entry.permalink} target="_blank" rel="noreferrer noopener" aria-label={t("conversation.permalink")}>
            <Icon name="link" size={14} />
          </a>
        ) : null}
        <span className="quiet"><Clock at={entry.at} /></span>
        {entry.direction === "outbound" && !entry.receipt ? (
          <span className="mark" title={t("conversation.recorded", { time: exact(entry.recordedAt, i18n.language) })}>
            <Icon name="check" size={14} />
            <span className="visually-hidden">{t("conversation.recorded", { time: exact(entry.recordedAt, i18n.language) })}</span>
          </span>
        ) : null}
      </header>
      {entry.subject ? <p className="entry-subject">{entry.subject}</p> : null}
      {entry.removedAt ? (
        <p className="entry-text quiet">{t("conversation.removed")} · <ShortTime at={entry.removedAt} /></p>
      ) : entry.text !== null ? (
        <div className="entry-text" lang={entry.language ?? undefined} dir="auto"><Words text={entry.text} /></div>
      ) : entry.attachments.length === 0 ? (
        <p className="entry-text quiet">{t("conversation.erased")}</p>
      ) : null}
      {entry.attachments.length > 0 ? (
        <ul className="attachments">
          {entry.attachments.map((attachment, i) => (
            <li key={i}>
              <Icon name="clip" size={15} />
              {isWeb(attachment.url) ? (
                <a href={attachment.url} target="_blank" rel="noreferrer noopener">{attachment.name ?? attachment.url}</a>
              ) : (
                attachment.name
              )}
              {attachment.size ? <span className="quiet">{t("conversation.kilobytes", { n: Math.max(1, Math.round(attachment.size / 1024)) })}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <Aftermath entry={entry} />
    </article>
  );
});
