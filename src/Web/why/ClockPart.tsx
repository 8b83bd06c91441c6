import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { clockTime, exact, precise } from "../look/durations";
import { Loading } from "../look/States";
import { Due } from "../look/Times";
import { clockStory } from "./clockStory";
import type { Decision } from "./decisions";

const kinds = ["first-response", "next-response", "resolution"];

/** Each response time that runs: which policy gave it by which calendar, since when, until when, and when it stood still. */
export function ClockPart({ view, decisions, isPending }: { view: ConversationView; decisions: readonly Decision[]; isPending: boolean }) {
  const { t, i18n } = useTranslation();
  const running = view.deadlines.filter(deadline => kinds.includes(deadline.kind));
  const fact = (label: string, value: React.ReactNode) => (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <section aria-label={t("why.clocks")}>
      <h3>{t("why.clocks")}</h3>
      {running.length === 0 ? <p className="quiet">{t(view.waitingSince ? "why.noTarget" : "why.nobodyWaits")}</p> : null}
      {running.map(deadline => {
        const story = clockStory(decisions, deadline.kind, deadline.since);
        if (!story && isPending) return <Loading key={deadline.kind} rows={1} />;
        const policy = story?.clock.policyName ?? deadline.policy ?? "";
        return (
          <div key={deadline.kind} className="clock">
            <header>
              <strong>{t(`why.clock.${deadline.kind}`)}</strong>
              <span className="grow" />
              {deadline.dueAt ? <Due at={deadline.dueAt} /> : <span className="status snoozed">{t("why.standsStill")}</span>}
            </header>
            <dl className="facts">
              {fact(t("why.policy"), story?.isChosen ? t("why.policyByRule", { policy }) : t("why.policyFirst", { policy }))}
              {story ? fact(t("why.target"), story.clock.calendar === "always" ? t("why.aroundTheClock", { time: precise(story.clock.targetMs, i18n.language) }) : t("why.byCalendar", { time: precise(story.clock.targetMs, i18n.language), calendar: story.clock.calendar })) : null}
              {deadline.since ? fact(t("why.since"), exact(deadline.since, i18n.language)) : null}
              {deadline.dueAt ? fact(t("why.due"), exact(deadline.dueAt, i18n.language)) : null}
              {deadline.leftMs !== null ? fact(t("why.left"), precise(deadline.leftMs, i18n.language)) : null}
              {story && story.pauses.length > 0
                ? fact(
                    t("why.pauses"),
                    story.pauses.map(({ from, until }) => (
                      <span key={from} className="pause">
                        {exact(from, i18n.language)} – {until ? clockTime(until, i18n.language) : t("why.now")}
                      </span>
                    )),
                  )
                : null}
            </dl>
          </div>
        );
      })}
    </section>
  );
}
