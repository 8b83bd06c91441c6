import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "../access/session";
import type { ConversationView } from "../api/types";
import { Icon } from "../look/icons";
import { Empty, Failed, Loading } from "../look/States";
import { Clock } from "../look/Times";
import { dayName } from "../look/durations";
import { ClockPart } from "./ClockPart";
import { useDecisions, type Decision } from "./decisions";
import { Looks } from "./Looks";
import { withTimes } from "./words";

/** Why it is as it is: the response times that run, and row by row what was looked at, what failed on what, and what was done. */
export function WhyPanel({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { decisions, isPending, error, again, hasEarlier, earlier } = useDecisions(view);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    heading.current?.focus();
    return () => {
      if (before?.isConnected) before.focus();
    };
  }, []);
  const told = decisions.filter(d => d.rules.length + d.policies.length + d.done.length > 0 || d.chosenPolicy !== null);
  let day = "";
  return (
    <aside className="side why" aria-labelledby="why" onKeyDown={event => event.key === "Escape" && onClose()}>
      <button type="button" className="plain icon-button side-close" onClick={onClose} aria-label={t("look.close")}>
        <Icon name="close" size={16} />
      </button>
      <h2 id="why" ref={heading} tabIndex={-1}>{t("why.title")}</h2>
      {error ? <Failed error={error} again={again} /> : null}
      <ClockPart view={view} decisions={decisions} isPending={isPending} />
      <section aria-label={t("why.decisions")}>
        <h3>{t("why.decisions")}</h3>
        {isPending && told.length === 0 ? <Loading rows={3} /> : null}
        {!isPending && !error && told.length === 0 ? <Empty title={t("why.nothing")} /> : null}
        <ol className="decisions">
          {told.map(decision => {
            const name = dayName(decision.at, i18n.language);
            const newDay = name !== day;
            day = name;
            return (
              <li key={decision.version}>
                {newDay ? <div className="day-line"><span>{name}</span></div> : null}
                <DecisionPart decision={decision} />
              </li>
            );
          })}
        </ol>
        {hasEarlier ? <button type="button" onClick={earlier}>{t("conversation.earlier")}</button> : null}
      </section>
    </aside>
  );
}

function DecisionPart({ decision }: { decision: Decision }) {
  const { t, i18n } = useTranslation();
  const { nameOf } = useColleagues();
  const deeds = decision.done.map(deed => withTimes(deed.text, i18n.language));
  return (
    <article className="decision" data-version={decision.version}>
      <header>
        <strong>{t(`why.kind.${decision.kind}`)}</strong>
        {decision.actor ? <span className="quiet">{nameOf(decision.actor)}</span> : null}
        <span className="grow" />
        <span className="quiet"><Clock at={decision.at} /></span>
      </header>
      {deeds.length > 0 ? (
        <ul className="deeds">
          {deeds.map((text, i) => <li key={i}>{text}</li>)}
        </ul>
      ) : (
        <p className="quiet">{t("why.nothingDone")}</p>
      )}
      {decision.erased ? <p className="quiet">{t("why.erased")}</p> : null}
      {decision.forgotten ? <p className="quiet">{t("why.forgotten")}</p> : null}
      <Looks label={t("why.rules")} looks={decision.rules} />
      <Looks label={t("why.policies")} looks={decision.policies} />
      {decision.chosenPolicy ? <p className="quiet">{t("why.chosen", { policy: decision.chosenPolicy })}</p> : null}
    </article>
  );
}
