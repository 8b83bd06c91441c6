import { useTranslation } from "react-i18next";
import { useNow } from "./clock";
import { clockTime, countdown, duration, exact, relative, shortTime } from "./durations";

/** How long ago; the exact time on pointing at it. */
export function Ago({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = useNow(10_000);
  return (
    <time dateTime={at} title={exact(at, i18n.language)}>
      {relative(Date.parse(at), Math.max(now, Date.parse(at)), i18n.language)}
    </time>
  );
}

export function Clock({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={exact(at, i18n.language)}>
      {clockTime(at, i18n.language)}
    </time>
  );
}

export function ShortTime({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = useNow(60_000);
  return (
    <time dateTime={at} title={exact(at, i18n.language)}>
      {shortTime(at, now, i18n.language)}
    </time>
  );
}

/** How long somebody has been waiting. */
export function Waiting({ since }: { since: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const ms = Math.max(0, now - Date.parse(since));
  return (
    <time dateTime={since} className="waiting" title={exact(since, i18n.language)} aria-label={t("inbox.waitingFor", { time: duration(ms, i18n.language, "long") })}>
      {duration(ms, i18n.language)}
    </time>
  );
}

/** Milliseconds from which on a due time is told to the second. */
const toTheSecondMs = 3_600_000;

/** What is left until something is due, or how late it is. */
export function Due({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const left = Date.parse(at) - now;
  const urgency = left < 0 ? "late" : left < 15 * 60_000 ? "soon" : "later";
  const time = Math.abs(left) < toTheSecondMs ? countdown(left, i18n.language) : duration(left, i18n.language);
  return (
    <time dateTime={at} className={`due ${urgency}`} title={exact(at, i18n.language)}>
      {left < 0 ? t("inbox.late", { time }) : t("inbox.dueIn", { time })}
    </time>
  );
}

/** The same to the second, where every one counts. */
export function Countdown({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const left = Date.parse(at) - useNow();
  const time = countdown(left, i18n.language);
  return (
    <time dateTime={at} className={`due ${left < 0 ? "late" : left < 15 * 60_000 ? "soon" : "later"}`} title={exact(at, i18n.language)}>
      {left < 0 ? t("inbox.late", { time }) : time}
    </time>
  );
}
