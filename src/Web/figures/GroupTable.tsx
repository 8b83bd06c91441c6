import { useTranslation } from "react-i18next";
import type { ResponseGroup } from "../api/types";
import { count, precise } from "../look/durations";
import { percent } from "./percent";
import type { Question } from "./question";

interface Props {
  groups: readonly ResponseGroup[];
  question: Question;
  nameOf: (key: string) => string;
  /** Shows the figures of one group alone; absent where the service can't. */
  onChoose: ((key: string) => void) | undefined;
}

/** The groups of a period, each beside the others. */
export function GroupTable({ groups, question, nameOf, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const spread = (group: ResponseGroup) => (question.time === "business" ? group.businessSeconds : group.seconds);
  const slowest = Math.max(1, ...groups.map(group => spread(group)?.p90 ?? 0));
  if (groups.length === 0) return <p className="quiet">{t("figures.nothingInPeriod")}</p>;
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label={t("figures.by")}>
      <table className="groups">
        <thead>
          <tr>
            <th scope="col">{t(`figures.by.${question.by}`)}</th>
            {["waits", "answered", "median", "p90", "withinTarget", "late"].map(c => <th key={c} scope="col" className="number">{t(`figures.${c}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {groups.map(group => {
            const s = spread(group);
            return (
              <tr key={group.key}>
                <th scope="row">
                  {onChoose && group.key ? <button type="button" className="plain" onClick={() => onChoose(group.key)}>{nameOf(group.key)}</button> : nameOf(group.key)}
                </th>
                <td className="number">{count(group.waits, i18n.language)}</td>
                <td className="number">{count(group.answered, i18n.language)}</td>
                <td className="number">{s ? <Bar share={s.median / slowest} text={precise(s.median * 1000, i18n.language)} /> : "–"}</td>
                <td className="number">{s ? <Bar share={s.p90 / slowest} text={precise(s.p90 * 1000, i18n.language)} /> : "–"}</td>
                <td className="number">{group.withinTargetShare === null ? "–" : <Bar share={group.withinTargetShare} text={percent(group.withinTargetShare, i18n.language)} good />}</td>
                <td className="number">{count(group.breached, i18n.language)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ share, text, good = false }: { share: number; text: string; good?: boolean }) {
  return (
    <span className="bar-cell">
      {text}
      <span className={good ? "bar good" : "bar"} aria-hidden="true">
        <i style={{ width: `${Math.round(Math.min(1, share) * 100)}%` }} />
      </span>
    </span>
  );
}
