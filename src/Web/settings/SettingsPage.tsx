import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useMay } from "../access/session";
import { useCommands } from "../app/commands";
import { Empty, Loading } from "../look/States";
import { isKind, kinds } from "./documents/documents";
import { useDrafts } from "./documents/useDrafts";
import { KeysSection } from "./KeysSection";
import { PeopleSection } from "./PeopleSection";
import { YouSection } from "./YouSection";

// Reading and writing YAML is a third of the console; only who comes here needs it.
const DocumentSection = lazy(() => import("./documents/DocumentSection").then(m => ({ default: m.DocumentSection })));
const ChannelsSection = lazy(() => import("./ChannelsSection").then(m => ({ default: m.ChannelsSection })));
const WebhooksSection = lazy(() => import("./WebhooksSection").then(m => ({ default: m.WebhooksSection })));

export function SettingsPage({ section }: { section: string | null }) {
  const { t } = useTranslation();
  const mayConfigure = useMay("configure");
  const mayRead = useMay("read");
  const hasDraft = useDrafts();
  const sections = ["you", ...(mayConfigure || mayRead ? kinds : []), ...(mayRead ? ["channels"] : []), ...(mayConfigure ? ["webhooks", "people", "keys"] : [])];
  const chosen = section ?? "you";
  const [, go] = useLocation();
  useCommands(t("app.settings"), sections.map(name => ({ label: t(`settings.${name}`), act: () => go(`/settings/${name}`) })));
  return (
    <main className="settings">
      <nav aria-label={t("app.settings")}>
        <h1>{t("app.settings")}</h1>
        <ul>
          {sections.map(name => (
            <li key={name}>
              <Link href={`/settings/${name}`} className="place" aria-current={name === chosen ? "page" : undefined}>
                {t(`settings.${name}`)}
                {isKind(name) && hasDraft(name) ? <span className="draft-mark" role="img" aria-label={t("document.draft")} title={t("document.draft")} /> : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={isKind(chosen) ? "sheet wide" : "sheet"}>
        {!sections.includes(chosen) ? <Empty title={t("app.nothingHere")} /> : null}
        {chosen === "you" ? <YouSection /> : null}
        {isKind(chosen) && sections.includes(chosen) ? <Suspense fallback={<Loading />}><DocumentSection key={chosen} kind={chosen} /></Suspense> : null}
        {chosen === "channels" && mayRead ? <Suspense fallback={<Loading />}><ChannelsSection /></Suspense> : null}
        {chosen === "webhooks" && mayConfigure ? <Suspense fallback={<Loading />}><WebhooksSection /></Suspense> : null}
        {chosen === "people" && mayConfigure ? <PeopleSection /> : null}
        {chosen === "keys" && mayConfigure ? <KeysSection /> : null}
      </div>
    </main>
  );
}
