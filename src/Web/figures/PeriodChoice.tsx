import { useTranslation } from "react-i18next";
import { dayName, periods, span, type Question } from "./question";

export function PeriodChoice({ question, onChange }: { question: Question; onChange: (change: Partial<Question>) => void }) {
  const { t } = useTranslation();
  const today = dayName(new Date());
  const choose = (period: Question["period"]) =>
    // The days that are shown now, to begin with.
    onChange(period === "chosen" ? { period, from: dayName(span(question, new Date()).from), to: today } : { period, from: null, to: null });
  return (
    <>
      <div className="segments" role="group" aria-label={t("figures.period")}>
        {periods.map(period => <button key={period} type="button" aria-pressed={period === question.period} onClick={() => choose(period)}>{t(`figures.period.${period}`)}</button>)}
      </div>
      {question.period === "chosen" ? (
        <span className="days-chosen">
          <input type="date" aria-label={t("figures.from")} value={question.from!} max={question.to!} onChange={event => event.target.value && onChange({ from: event.target.value })} />
          –
          <input type="date" aria-label={t("figures.to")} value={question.to!} min={question.from!} max={today} onChange={event => event.target.value && onChange({ to: event.target.value })} />
        </span>
      ) : null}
    </>
  );
}
