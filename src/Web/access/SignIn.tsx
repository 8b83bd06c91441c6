import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { LanguageChoice } from "../language/LanguageChoice";
import { useWordsOf } from "../look/States";
import { signIn } from "./session";

export function SignIn() {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      queries.setQueryData(["session"], await signIn(String(form.get("name")).trim(), String(form.get("password"))));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <form onSubmit={event => void submit(event)}>
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1>{t("access.title")}</h1>
        <p className="quiet welcome">{t("access.welcome")}</p>
        <label>
          {t("access.name")}
          <input name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
        </label>
        <label>
          {t("access.password")}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <div role="alert">{error ? <p className="problem">{words(error)}</p> : null}</div>
        <button type="submit" className="primary" disabled={busy}>
          {t("access.signIn")}
        </button>
        <LanguageChoice />
      </form>
    </main>
  );
}
