import { useTranslation } from "react-i18next";
import { useColleagues } from "../access/session";
import { Icon } from "../look/icons";
import { useListed } from "../look/listed";
import type { Collision } from "./collision";

/** Characters of a colleague's answer that a warning shows. */
const shownCharacters = 120;

export function CollisionWords({ collision: { answers, writing } }: { collision: Collision }) {
  const { t } = useTranslation();
  const { nameOf } = useColleagues();
  const listed = useListed();
  const answer = answers.at(-1);
  return (
    <>
      {answer ? (
        <p className="warning">
          <Icon name="alarm" size={16} /> {t("conversation.answeredMeanwhile", { name: answer.author?.name ?? nameOf(answer.actor ?? ""), text: (answer.text ?? "").slice(0, shownCharacters) })}
        </p>
      ) : null}
      {writing.length > 0 ? (
        <p className="warning">
          <Icon name="note" size={16} /> {t("conversation.areWriting", { count: writing.length, names: listed(writing.map(w => w.displayName)) })}
        </p>
      ) : null}
    </>
  );
}
