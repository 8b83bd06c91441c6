import { useTranslation } from "react-i18next";
import { Icon } from "../look/icons";
import type { Look, Why } from "./decisions";

/** Rules or policies in the order in which they were looked at: what came of each, and on request every test with what it saw. */
export function Looks({ label, looks }: { label: string; looks: readonly Look[] }) {
  const { t } = useTranslation();
  if (looks.length === 0) return null;
  return (
    <>
      <h4>{label}</h4>
      <ul className="looks">
        {looks.map((look, i) => {
          const did = look.acted ?? look.taken ?? false;
          return (
            <li key={i} data-did={did}>
              <Icon name={did ? "check" : "close"} size={14} />
              <div>
                <span className="look-name">{look.name ?? look.id}</span>{" "}
                <span className="quiet">{t(did ? (look.acted ? "why.acted" : "why.taken") : "why.notSo")}</span>
                {look.by ? <span className="quiet"> · {t("why.by", { rule: look.by })}</span> : null}
                <p className="quiet">{look.text}</p>
                {look.why.parts ? (
                  <details>
                    <summary>{t("why.tests")}</summary>
                    <Tests why={look.why} />
                  </details>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Tests({ why }: { why: Why }) {
  const { t, i18n } = useTranslation();
  const key = `why.test.${why.test}`;
  const name = i18n.exists(key) ? t(key) : why.test;
  if (!why.parts)
    return (
      <p className="test" data-holds={String(why.holds)}>
        <span>{name}: {why.saw ?? t("why.unknown")}</span>
        <span className="quiet">{t("why.wanted", { value: why.wanted ?? "" })}</span>
        <span className="quiet">{t(why.holds === null ? "why.cannotTell" : why.holds ? "why.holds" : "why.fails")}</span>
      </p>
    );
  // A combination of one says nothing of its own.
  if (why.parts.length === 1 && why.test !== "not") return <Tests why={why.parts[0]!} />;
  return (
    <div className="tests">
      <p className="quiet">{name}</p>
      {why.parts.map((part, i) => <Tests key={i} why={part} />)}
    </div>
  );
}
