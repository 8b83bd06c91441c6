import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { shortTime } from "../look/durations";
import { useNow } from "../look/clock";

/** What was said of the claim, and how far it went on the abuse ladder. */
export function StandingMarks({ claim, standing }: Pick<ConversationView, "claim" | "standing">) {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  const level = standing && standing.level !== "none" && !(standing.until && Date.parse(standing.until) <= now) ? standing.level : null;
  return (
    <>
      {claim ? <span className={`mark-chip claim-${claim}`}>{t(`claim.${claim}`)}</span> : null}
      {level ? (
        <span className={`mark-chip standing-${level}`}>
          {t(`standing.${level}`)}
          {standing?.until ? ` ${t("presence.until", { time: shortTime(standing.until, now, i18n.language) })}` : ""}
        </span>
      ) : null}
    </>
  );
}
