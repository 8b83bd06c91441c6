import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { signOut, useMay, useMe } from "../access/session";
import { choose, languages } from "../language/languages";
import { LinkNotice } from "../live/LinkNotice";
import { clockTime } from "../look/durations";
import { Icon, type IconName } from "../look/icons";
import { Menu } from "../look/Menu";
import { newestUndo, Notices, takeBack } from "../look/notices";
import { Avatar } from "../look/States";
import { NoticeBell } from "../notices/NoticeBell";
import { QuickNote } from "../notes/QuickNote";
import { choosePresence, leaveDesk, presences, useBeingThere, useOwnPresence } from "../people/presence";
import { useCommands, useKeyboard } from "./commands";
import { HelpSheet } from "./HelpSheet";
import { Palette } from "./Palette";
import { applyTheme, theme, themes } from "./theme";

/** What is around every page: where one can go, who one is, and what can be done from anywhere. */
export function Shell({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const figures = useMay("figures");
  const mayConfigure = useMay("configure");
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [open, setOpen] = useState<"palette" | "help" | "note" | null>(null);
  useKeyboard();
  useBeingThere();
  const { presence, until } = useOwnPresence();

  const leave = () =>
    void leaveDesk().then(signOut).finally(() => {
      queries.clear();
      queries.setQueryData(["session"], null);
    });
  const undo = () => {
    const notice = newestUndo();
    if (notice) takeBack(notice);
  };

  useCommands(t("app.everywhere"), [
    { label: t("app.palette"), keys: "mod k", act: () => setOpen("palette") },
    { label: t("app.help"), keys: "?", act: () => setOpen("help") },
    { label: t("notes.quick"), keys: "q", act: () => setOpen("note") },
    { label: t("look.undo"), keys: "z", act: undo },
    { label: t("app.goInbox"), keys: "g i", act: () => go("/inbox") },
    { label: t("app.goMine"), keys: "g m", act: () => go(`/inbox?assignee=${encodeURIComponent(me.name)}`) },
    { label: t("app.goCustomers"), keys: "g c", act: () => go("/customers") },
    { label: t("app.goEscalations"), keys: "g e", act: () => go("/escalations") },
    { label: t("app.goUnanswered"), keys: "g u", act: () => go("/unanswered") },
    ...(figures ? [{ label: t("app.goFigures"), keys: "g f", act: () => go("/figures") }] : []),
    ...(figures ? [{ label: t("app.goOperations"), keys: "g o", act: () => go("/operations") }] : []),
    ...(mayConfigure ? [{ label: t("start.title"), act: () => go("/start") }] : []),
    { label: t("app.goSettings"), keys: "g s", act: () => go("/settings") },
    ...languages.filter(l => l.tag !== i18n.language).map(l => ({ label: l.name, act: () => choose(l.tag) })),
    ...themes.map(name => ({ label: t(`app.theme.${name}`), act: () => applyTheme(name) })),
    ...presences.map(p => ({ label: t("presence.say", { presence: t(`presence.${p}`) }), act: () => choosePresence(me.name, p) })),
    { label: t("access.signOut"), act: leave },
  ]);

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t("app.skip")}
      </a>
      <nav className="rail" aria-label={t("app.navigation")}>
        <img src="/icon.svg" alt="SocialCrm" width="30" height="30" />
        <Place to="/inbox" also="/conversations" icon="inbox" label={t("app.inbox")} />
        <Place to="/customers" icon="people" label={t("app.customers")} />
        <Place to="/escalations" icon="alarm" label={t("app.escalations")} />
        <Place to="/unanswered" icon="clock" label={t("app.unanswered")} wideOnly />
        {figures ? <Place to="/figures" icon="chart" label={t("app.figures")} wideOnly /> : null}
        {figures ? <Place to="/operations" icon="pulse" label={t("app.operations")} wideOnly /> : null}
        <Place to="/settings" icon="gear" label={t("app.settings")} wideOnly />
        <span className="grow" />
        <NoticeBell />
        <button type="button" className="rail-button" onClick={() => setOpen("note")} title={`${t("notes.quick")} (q)`}>
          <Icon name="note" size={21} />
          <span>{t("notes.note")}</span>
        </button>
        <button type="button" className="rail-button wide-only" onClick={() => setOpen("palette")} title={`${t("app.palette")} (Ctrl K)`}>
          <Icon name="search" size={21} />
          <span>{t("app.find")}</span>
        </button>
        <Menu
          label={`${t("app.you", { name: me.displayName })}, ${t(`presence.${presence}`)}`}
          className="rail-button you"
          trigger={
            <span className="with-presence" data-presence={presence}>
              <Avatar name={me.displayName} />
            </span>
          }
          items={[
            ...presences.map(p => ({ label: t(`presence.${p}`), checked: p === presence, act: () => choosePresence(me.name, p), ...(p === presence && until ? { hint: t("presence.until", { time: clockTime(until, i18n.language) }) } : {}) })),
            "line",
            { label: t("app.unanswered"), hint: "g u", act: () => go("/unanswered") },
            ...(figures ? [{ label: t("app.figures"), hint: "g f", act: () => go("/figures") }, { label: t("app.operations"), hint: "g o", act: () => go("/operations") }] : []),
            "line",
            ...languages.map(l => ({ label: l.name, checked: i18n.language === l.tag, act: () => choose(l.tag) })),
            "line",
            ...themes.map(name => ({ label: t(`app.theme.${name}`), checked: theme() === name, act: () => applyTheme(name) })),
            "line",
            { label: t("app.settings"), hint: "g s", act: () => go("/settings") },
            { label: t("app.help"), hint: "?", act: () => setOpen("help") },
            { label: t("access.signOut"), act: leave },
          ]}
        />
      </nav>
      <div className="page" id="main" tabIndex={-1}>
        <LinkNotice />
        {children}
      </div>
      <Notices />
      {open === "palette" ? <Palette onClose={() => setOpen(null)} /> : null}
      {open === "help" ? <HelpSheet onClose={() => setOpen(null)} /> : null}
      {open === "note" ? <QuickNote onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

/** What is only there on a wide screen is in the menu of every screen. */
function Place({ to, also, icon, label, wideOnly = false }: { to: string; also?: string; icon: IconName; label: string; wideOnly?: boolean }) {
  const [location] = useLocation();
  const here = location.startsWith(to) || (also !== undefined && location.startsWith(also));
  return (
    <Link href={to} className={wideOnly ? "rail-button wide-only" : "rail-button"} aria-current={here ? "page" : undefined}>
      <Icon name={icon} size={21} />
      <span>{label}</span>
    </Link>
  );
}
