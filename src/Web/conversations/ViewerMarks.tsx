import { useTranslation } from "react-i18next";
import type { Colleague } from "../live/viewers";
import { useListed } from "../look/listed";
import { Avatar } from "../look/States";

/** Colleagues who have the same conversation before them, and what they do. */
export function ViewerMarks({ colleagues }: { colleagues: readonly Colleague[] }) {
  const { t } = useTranslation();
  const listed = useListed();
  const writing = colleagues.filter(c => c.writing);
  const names = (some: readonly Colleague[]) => ({ count: some.length, names: listed(some.map(c => c.displayName)) });
  const words = writing.length > 0 ? t("conversation.areWriting", names(writing)) : colleagues.length > 0 ? t("conversation.areHere", names(colleagues)) : "";
  return (
    <div className="viewers" role="status" title={words}>
      {colleagues.slice(0, 4).map(c => (
        <span key={c.name} className="viewer" data-writing={c.writing}>
          <Avatar name={c.displayName} small />
        </span>
      ))}
      <span className={colleagues.length > 0 ? "quiet viewers-words" : "visually-hidden"}>{words}</span>
    </div>
  );
}
