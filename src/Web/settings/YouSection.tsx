import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../access/session";
import { call, post } from "../api/client";
import type { NotificationChoices } from "../api/types";
import { notify } from "../look/notices";
import { useChoices } from "../notices/useAnnouncing";
import { Failed, Loading, useWordsOf } from "../look/States";

const events = ["assigned", "message", "due"] as const;
const means = ["screen", "sound", "mail", "webhook"] as const;

/** Mails and webhooks are sent for notices only. */
const isOffered = (event: (typeof events)[number], mean: (typeof means)[number]) => mean === "screen" || mean === "sound" || event === "due";

export function YouSection() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <h2>{me.displayName}</h2>
      <p className="quiet">{me.name} · {t(`role.${me.role}`)}</p>
      <Notifications />
      <Password />
    </>
  );
}

function Notifications() {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const query = useChoices();
  const save = useMutation({
    mutationFn: ({ version, ...choices }: NotificationChoices) => call<NotificationChoices>("/api/me/notifications", { method: "PUT", body: { ...choices, expectedVersion: version }, key: "notifications" }),
    onSuccess: now => queries.setQueryData(["notifications"], now),
    onError: error => {
      notify(words(error), { kind: "failed" });
      void query.refetch();
    },
  });
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading rows={3} />;
  const choices = query.data;
  const toggle = (event: (typeof events)[number], mean: string) =>
    save.mutate({ ...choices, [event]: choices[event].includes(mean) ? choices[event].filter(m => m !== mean) : [...choices[event], mean] });
  return (
    <section>
      <h3>{t("settings.notifications")}</h3>
      <div className="wide-table" tabIndex={0} role="region" aria-label={t("settings.notifications")}>
        <table className="choices">
          <thead>
            <tr>
              <th />
              {means.map(mean => <th key={mean} scope="col">{t(`settings.${mean}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {events.map(event => (
              <tr key={event}>
                <th scope="row">{t(`settings.when.${event}`)}</th>
                {means.map(mean => !isOffered(event, mean) ? <td key={mean} /> : (
                  <td key={mean}>
                    <input type="checkbox" checked={choices[event].includes(mean)} onChange={() => toggle(event, mean)} aria-label={`${t(`settings.when.${event}`)}: ${t(`settings.${mean}`)}`} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{t("settings.notificationsMeaning")}</p>
      <BrowserPermission />
    </section>
  );
}

/** Asked for only by a press: a browser that is asked too early says no for good. */
function BrowserPermission() {
  const { t } = useTranslation();
  const [permission, setPermission] = useState(() => ("Notification" in window ? Notification.permission : "denied"));
  if (permission !== "default") return <p className="quiet">{t(permission === "granted" ? "settings.browserShows" : "settings.browserRefuses")}</p>;
  return (
    <div className="row">
      <button type="button" onClick={() => void Notification.requestPermission().then(setPermission)}>{t("settings.allowNotifications")}</button>
    </div>
  );
}

function Password() {
  const { t } = useTranslation();
  const words = useWordsOf();
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setError(null);
    try {
      await post("/api/session/password", { current: data.get("current"), password: data.get("password") });
      form.reset();
      notify(t("settings.passwordChanged"));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <section>
      <h3>{t("settings.password")}</h3>
      <form className="narrow" onSubmit={event => void submit(event)}>
        <label>{t("settings.currentPassword")}<input type="password" name="current" autoComplete="current-password" required /></label>
        <label>{t("settings.newPassword")}<input type="password" name="password" autoComplete="new-password" minLength={10} required /></label>
        <div role="alert">{error ? <p className="problem">{words(error)}</p> : null}</div>
        <button type="submit">{t("settings.changePassword")}</button>
      </form>
    </section>
  );
}
