import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay } from "../access/session";
import { Empty } from "../look/States";
import { KeysSection } from "./KeysSection";
import { PeopleSection } from "./PeopleSection";
import { YouSection } from "./YouSection";

export function SettingsPage({ section }: { section: string | null }) {
  const { t } = useTranslation();
  const mayConfigure = useMay("configure");
  const sections = ["you", ...(mayConfigure ? ["people", "keys"] : [])];
  const chosen = section ?? "you";
  return (
    <main className="settings">
      <nav aria-label={t("app.settings")}>
        <h1>{t("app.settings")}</h1>
        <ul>
          {sections.map(name => (
            <li key={name}>
              <Link href={`/settings/${name}`} className="place" aria-current={name === chosen ? "page" : undefined}>{t(`settings.${name}`)}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="sheet">
        {!sections.includes(chosen) ? <Empty title={t("app.nothingHere")} /> : null}
        {chosen === "you" ? <YouSection /> : null}
        {chosen === "people" && mayConfigure ? <PeopleSection /> : null}
        {chosen === "keys" && mayConfigure ? <KeysSection /> : null}
      </div>
    </main>
  );
}
