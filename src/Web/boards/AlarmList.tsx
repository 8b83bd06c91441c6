import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useColleagues } from "../access/session";
import type { Alarm } from "../api/types";
import { useChannelName } from "../look/ChannelMark";
import { exact } from "../look/durations";
import { Icon } from "../look/icons";
import { Ago } from "../look/Times";

/** What nobody would notice because nothing happens. */
export function AlarmList({ alarms, nameOf }: { alarms: readonly Alarm[]; nameOf: (conversation: string) => string }) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const colleagues = useColleagues();
  if (alarms.length === 0) return null;
  const words = (alarm: Alarm) => {
    const channel = [channelName(alarm.channel), alarm.account].filter(Boolean).join(" ");
    switch (alarm.kind) {
      case "quiet":
        return t("alarm.quiet", { channel });
      case "unwatched":
        return alarm.until ? t("alarm.unwatched", { channel, until: exact(alarm.until, i18n.language) }) : t("alarm.neverWatched", { channel });
      default:
        return t("alarm.assignee", { name: colleagues.nameOf(alarm.assignee ?? ""), customer: alarm.conversationId ? nameOf(alarm.conversationId) : "" });
    }
  };
  return (
    <section aria-label={t("boards.alarms")} className="alarms">
      <ul>
        {alarms.map((alarm, i) => (
          <li key={i} className="warning">
            <Icon name={alarm.kind === "assignee" ? "user" : "bell"} size={17} />
            <span className="grow">
              {alarm.conversationId ? <Link href={`/conversations/${alarm.conversationId}`}>{words(alarm)}</Link> : words(alarm)}
              {alarm.since ? <span className="since"> <Ago at={alarm.since} /></span> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
