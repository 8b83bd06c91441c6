import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../api/types";
import { Icon, type IconName } from "../look/icons";
import { ShortTime } from "../look/Times";
import { Words } from "../look/Words";

const icons: Record<string, IconName> = { sent: "send", delivered: "checks", read: "eye", failed: "alarm" };

/** What became of a message after it was said: that it was edited, with what it said before, and how far an answer came. */
export function Aftermath({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const { editedAt, receipt } = entry;
  if (!editedAt && !receipt) return null;
  return (
    <footer className="aftermath">
      {editedAt && !entry.removedAt ? <span>{t("conversation.edited")} <ShortTime at={editedAt} /></span> : null}
      {entry.earlier.length > 0 ? (
        <details>
          <summary>{t("conversation.earlierText")}</summary>
          <ul>
            {entry.earlier.map((before, i) => (
              <li key={i}>
                <ShortTime at={before.at} /> {before.text === null ? t("conversation.erased") : <Words text={before.text} />}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {receipt ? (
        <span className="receipt" data-state={receipt.state}>
          <Icon name={icons[receipt.state]!} size={14} /> {t(`conversation.receipt.${receipt.state}`)} <ShortTime at={receipt.at} />
          {receipt.reason ? `: ${receipt.reason}` : null}
        </span>
      ) : null}
    </footer>
  );
}
