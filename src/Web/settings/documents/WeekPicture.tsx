import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client";
import { localeOf } from "../../language/locale";
import { useForm } from "./form";
import { useFieldWords } from "./words";
import { at, type Path } from "./yamlText";
import { clockOf, weekdays, weekOf } from "./week";

interface UnusualDay {
  date: string;
  holiday: string | null;
  openings: string[];
}

/** How far ahead holidays are listed, in days. */
const aheadDays = 200;
const hours = [0, 6, 12, 18, 24];

/** A calendar's week as bars of a day each, and the coming days that are otherwise. */
export function WeekPicture({ path }: { path: Path }) {
  const { t, i18n } = useTranslation();
  const words = useFieldWords();
  const { value, text, isSound } = useForm();
  const week = weekOf(at(value, path));
  const name = String(path.at(-1));
  const { data } = useQuery({
    queryKey: ["calendar-days", i18n.language, text],
    queryFn: ({ signal }) => call<{ calendars: { name: string; days: UnusualDay[] }[] }>(`/api/config/calendars/days?days=${aheadDays}`, { method: "POST", text: { type: "application/yaml", content: text }, signal }),
    enabled: isSound,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const days = data?.calendars.find(c => c.name === name)?.days ?? [];
  const dayFormat = new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: "short", day: "numeric", month: "numeric", timeZone: "UTC" });
  return (
    <figure className="week-picture">
      <svg viewBox="0 0 286 134" role="img" aria-label={t("document.weekOf", { what: name })} preserveAspectRatio="xMinYMin meet">
        {hours.map(hour => (
          <g key={hour}>
            <line x1={34 + hour * 10} x2={34 + hour * 10} y1="10" y2="118" className="week-line" />
            <text x={34 + hour * 10} y="130" className="week-hour" textAnchor="middle">{hour}</text>
          </g>
        ))}
        {weekdays.map((day, i) => (
          <g key={day}>
            <text x="0" y={21 + i * 15.5} className="week-day">{words.word(day, "").slice(0, i18n.language === "fi" ? 2 : 3)}</text>
            <rect x="34" y={12 + i * 15.5} width="240" height="11" rx="2" className="week-closed" />
            {week.get(day)!.map((s, n) => <rect key={n} x={34 + s.from / 6} y={12 + i * 15.5} width={(s.until - s.from) / 6} height="11" rx="2" className="week-open"><title>{`${clockOf(s.from)}–${clockOf(s.until)}`}</title></rect>)}
          </g>
        ))}
      </svg>
      <table className="visually-hidden">
        <caption>{t("document.weekOf", { what: name })}</caption>
        <tbody>
          {weekdays.map(day => <tr key={day}><th scope="row">{words.word(day, "")}</th><td>{week.get(day)!.map(s => `${clockOf(s.from)}–${clockOf(s.until)}`).join(", ") || t("document.closed")}</td></tr>)}
        </tbody>
      </table>
      <figcaption>
        <h4>{t("document.unusual")}</h4>
        {days.length === 0 ? <p className="quiet">{t("document.none")}</p> : (
          <ul className="unusual-days" tabIndex={0} aria-label={t("document.unusual")}>
            {days.map(day => (
              <li key={day.date}>
                <time dateTime={day.date}>{dayFormat.format(new Date(`${day.date}T00:00Z`))}</time>
                <span>{day.openings.length > 0 ? day.openings.join(", ") : t("document.closed")}</span>
                {day.holiday ? <span className="quiet">{day.holiday}</span> : null}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  );
}
