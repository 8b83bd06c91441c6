import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { call, post } from "../api/client";
import { withQuery } from "../api/paths";
import type { Page } from "../api/types";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { Empty, Failed, Loading, useWordsOf } from "../look/States";
import { Ago } from "../look/Times";
import { documentQuery } from "./documents/documents";
import { at, isMapping, read } from "./documents/yamlText";
import { outcomeOf, type WebhookTest } from "./webhookTest";

interface DeadLetter {
  id: string;
  kind: "mail" | "webhook";
  target: string;
  conversationId: string | null;
  at: string;
  attempts: number;
  error: string | null;
}

interface Secret {
  name: string;
  setAt: string;
  setBy: string;
}

/** Who is called, with which secret, and what never arrived. */
export function WebhooksSection() {
  const { t } = useTranslation();
  const notices = useQuery(documentQuery("notices"));
  const secrets = useQuery({ queryKey: ["secrets"], queryFn: ({ signal }) => call<{ items: Secret[] }>("/api/secrets", { signal }) });
  const dead = useInfiniteQuery({
    queryKey: ["dead-letters"],
    queryFn: ({ pageParam, signal }) => call<Page<DeadLetter>>(withQuery("/api/outbox/dead", { cursor: pageParam, limit: 50 }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });
  const letters = dead.data?.pages.flatMap(page => page.items) ?? [];
  const webhooks = at(read(notices.data?.text ?? "").value, ["webhooks"]);
  const rows = isMapping(webhooks) ? [...webhooks].map(([name, webhook]) => ({ name, url: text(webhook, "url"), secret: text(webhook, "secret") })) : [];
  const error = notices.error ?? secrets.error ?? dead.error;
  if (error) return <><h2>{t("settings.webhooks")}</h2><Failed error={error} again={() => void (notices.refetch(), secrets.refetch(), dead.refetch())} /></>;
  return (
    <>
      <div className="row">
        <h2>{t("settings.webhooks")}</h2>
        <span className="grow" />
        <Link href="/settings/notices" className="button">{t("webhooks.edit")}</Link>
      </div>
      <p className="quiet">{t("webhooks.about")}</p>
      {!notices.data ? <Loading rows={3} /> : rows.length === 0 ? <Empty title={t("webhooks.none")} /> : (
        <div className="wide-table" tabIndex={0} role="region" aria-label={t("settings.webhooks")}>
          <table>
            <thead>
              <tr><th scope="col">{t("webhooks.name")}</th><th scope="col">{t("webhooks.address")}</th><th scope="col">{t("webhooks.signed")}</th><th scope="col" className="number">{t("webhooks.givenUp")}</th><th scope="col">{t("webhooks.test")}</th></tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <td><code>{row.url}</code></td>
                  <td><Signed secret={row.secret} stored={secrets.data?.items ?? null} /></td>
                  <td className="number">{letters.filter(l => l.kind === "webhook" && l.target === row.name).length || "–"}</td>
                  <td><TestButton name={row.name} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <section>
        <h3>{t("webhooks.dead")}</h3>
        {dead.isPending ? <Loading rows={2} /> : letters.length === 0 ? <p className="quiet">{t("webhooks.noDead")}</p> : <DeadLetters letters={letters} />}
        {dead.hasNextPage ? <button type="button" onClick={() => void dead.fetchNextPage()}>{t("document.older")}</button> : null}
      </section>
      <Secrets secrets={secrets.data?.items ?? null} />
    </>
  );
}

const text = (value: unknown, member: string): string | null => {
  const found = isMapping(value as never) ? (value as Map<string, unknown>).get(member) : null;
  return typeof found === "string" ? found : null;
};

/** Sends one message that says it is a test, and tells what the receiver did. */
function TestButton({ name }: { name: string }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const test = useMutation({ mutationFn: () => post<WebhookTest>(`/api/webhooks/${encodeURIComponent(name)}/test`) });
  const outcome = test.data ? outcomeOf(test.data) : null;
  return (
    <span className="webhook-test">
      <button type="button" disabled={test.isPending} onClick={() => test.mutate()} aria-label={t("webhooks.testOf", { name })}>{t("webhooks.send")}</button>
      <span role="status" className={test.error || test.data?.delivered === false ? "problem" : "quiet"}>
        {test.isPending ? t("webhooks.testing") : test.error ? words(test.error) : outcome ? t(outcome.key, outcome.values) : ""}
      </span>
    </span>
  );
}

function Signed({ secret, stored }: { secret: string | null; stored: readonly Secret[] | null }) {
  const { t } = useTranslation();
  if (!secret) return <span className="quiet">{t("webhooks.unsigned")}</span>;
  if (!secret.startsWith("stored:")) return <>{t("webhooks.fromVariable", { secret })}</>;
  return stored && !stored.some(s => secret === `stored:${s.name}`) ? <span className="problem">{t("webhooks.missing", { secret })}</span> : <code>{secret}</code>;
}

function DeadLetters({ letters }: { letters: readonly DeadLetter[] }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (id: string) => post(`/api/outbox/dead/${id}/replay`),
    onSuccess: () => notify(t("webhooks.sent")),
    onError: error => notify(words(error), { kind: "failed" }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["dead-letters"] }),
  });
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label={t("webhooks.dead")}>
      <table>
        <thead>
          <tr>{["to", "when", "tries", "error"].map(c => <th key={c} scope="col">{t(`webhooks.${c}`)}</th>)}<th scope="col"><span className="visually-hidden">{t("webhooks.again")}</span></th></tr>
        </thead>
        <tbody>
          {letters.map(letter => (
            <tr key={letter.id}>
              <th scope="row">{letter.conversationId ? <Link href={`/conversations/${letter.conversationId}`}>{letter.target}</Link> : letter.target}</th>
              <td><Ago at={letter.at} /></td>
              <td>{letter.attempts}</td>
              <td><code>{letter.error}</code></td>
              <td><button type="button" onClick={() => again.mutate(letter.id)} disabled={again.isPending}>{t("webhooks.again")}</button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Secrets({ secrets }: { secrets: readonly Secret[] | null }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const settled = () => void queries.invalidateQueries({ queryKey: ["secrets"] });
  const put = useMutation({
    mutationFn: ({ name, value }: { name: string; value: string }) => call(`/api/secrets/${encodeURIComponent(name)}`, { method: "PUT", body: { value } }),
    onSuccess: (_, { name }) => {
      setAdding(false);
      notify(t("webhooks.secretStored", { name }));
    },
    onSettled: settled,
  });
  const forget = useMutation({
    mutationFn: (name: string) => call(`/api/secrets/${encodeURIComponent(name)}`, { method: "DELETE" }),
    onSuccess: () => notify(t("webhooks.forgotten")),
    onError: error => notify(words(error), { kind: "failed" }),
    onSettled: settled,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    put.mutate({ name: String(form.get("name")), value: String(form.get("value")) });
  };
  return (
    <section>
      <div className="row">
        <h3>{t("webhooks.secrets")}</h3>
        <span className="grow" />
        <button type="button" onClick={() => setAdding(true)}>{t("webhooks.setSecret")}</button>
      </div>
      <p className="quiet">{t("webhooks.secretsAbout")}</p>
      {secrets === null ? <Loading rows={1} /> : secrets.length === 0 ? <p className="quiet">{t("webhooks.noSecrets")}</p> : (
        <ul className="secrets">
          {secrets.map(secret => (
            <li key={secret.name} className="row">
              <code>stored:{secret.name}</code>
              <span className="quiet">{t("webhooks.setBy")} <Ago at={secret.setAt} />, {secret.setBy}</span>
              <span className="grow" />
              <button type="button" onClick={() => forget.mutate(secret.name)} aria-label={t("webhooks.forgetOf", { name: secret.name })}>{t("webhooks.forget")}</button>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <Dialog title={t("webhooks.setSecret")} onClose={() => setAdding(false)}>
          <form onSubmit={submit}>
            <label>{t("webhooks.secretName")}<input name="name" pattern="[A-Za-z0-9_\-]{1,64}" required autoFocus autoCapitalize="none" spellCheck={false} /></label>
            <label>{t("webhooks.secretValue")}<input name="value" type="password" minLength={16} maxLength={500} required autoComplete="off" /></label>
            <div role="alert">{put.error ? <p className="problem">{words(put.error)}</p> : null}</div>
            <div className="row end"><button type="submit" className="primary" disabled={put.isPending}>{t("look.save")}</button></div>
          </form>
        </Dialog>
      ) : null}
    </section>
  );
}
