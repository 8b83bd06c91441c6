import { useTranslation } from "react-i18next";
import { useColleagues } from "../access/session";
import { channels } from "../look/channels";
import { useChannelName } from "../look/ChannelMark";
import { sorts, statuses, type Filter, type Sort } from "./filter";

export function FilterBar({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const { t } = useTranslation();
  const { all } = useColleagues();
  const channelName = useChannelName();
  const choice = (label: string, value: string | null, values: [string, string][], set: (value: string | null) => void) => (
    <label className="filter" data-set={value !== null}>
      <span className="visually-hidden">{label}</span>
      <select value={value ?? ""} onChange={event => set(event.target.value || null)}>
        <option value="">{label}</option>
        {values.map(([word, text]) => (
          <option key={word} value={word}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="filter-bar">
      <div className="segments" role="group" aria-label={t("inbox.sort")}>
        {sorts.map((sort: Sort) => (
          <button key={sort} type="button" aria-pressed={filter.sort === sort} onClick={() => onFilter({ ...filter, sort })}>
            {t(`sort.${sort}`)}
          </button>
        ))}
      </div>
      <div className="filters">
        {choice(t("inbox.status"), filter.status, statuses.map(s => [s, t(`status.${s}`)]), status => onFilter({ ...filter, status }))}
        {choice(t("inbox.channel"), filter.channel, channels.map(c => [c, channelName(c)]), channel => onFilter({ ...filter, channel }))}
        {choice(t("inbox.assignee"), filter.assignee, [["none", t("inbox.nobody")], ...all.map(c => [c.name, c.displayName] as [string, string])], assignee => onFilter({ ...filter, assignee }))}
        {filter.queue !== null ? (
          <button type="button" className="chip" onClick={() => onFilter({ ...filter, queue: null })} aria-label={t("inbox.leaveQueue", { queue: filter.queue })}>
            {filter.queue} ×
          </button>
        ) : null}
      </div>
    </div>
  );
}
