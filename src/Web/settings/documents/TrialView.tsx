import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { call, post, Refusal } from "../../api/client";
import { count } from "../../look/durations";
import { Failed, useWordsOf } from "../../look/States";
import type { Kind } from "./documents";
import { useFieldWords } from "./words";

interface Trial {
  state: "running" | "done" | "cancelled" | "failed";
  total: number;
  conversations: number;
  messages: number;
  different: number;
  partial: boolean;
  elapsedMs: number;
  figures: { name: string; now: number; changed: number }[];
  samples: { conversationId: string; differences: { what: string; now: string | null; changed: string | null }[] }[];
}

/** How often a trial is asked how far it is, in milliseconds. */
const lookMs = 600;
const dayMs = 86_400_000;

const day = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** What the rules or policies that are being written would have done with past traffic; nothing is changed, and nobody told. */
export function TrialView({ kind, text, isDirty, isFaulty }: { kind: Kind; text: string; isDirty: boolean; isFaulty: boolean }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const [today] = useState(() => Date.now());
  const [id, setId] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const query = useQuery({
    queryKey: ["trial", id],
    queryFn: ({ signal }) => call<Trial>(`/api/rules/trial/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: q => (q.state.data && q.state.data.state !== "running" ? false : lookMs),
  });
  const trial = query.data;
  const isRunning = id !== null && !query.error && (!trial || trial.state === "running");
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setError(null);
    try {
      const from = new Date(`${String(form.get("from"))}T00:00`);
      const to = new Date(new Date(`${String(form.get("to"))}T00:00`).getTime() + dayMs);
      const started = await post<{ id: string }>("/api/rules/trial", { [kind === "rules" ? "rules" : "responseTimes"]: text, from: from.toISOString(), to: new Date(Math.min(to.getTime(), Date.now())).toISOString() });
      setId(started.id);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <div className="trial">
      <p>{t("trial.about")} {isDirty ? t("trial.draft") : t("trial.noDraft")}</p>
      <form className="row trial-form" onSubmit={event => void start(event)}>
        <label>{t("trial.from")}<input type="date" name="from" defaultValue={day(today - 30 * dayMs)} max={day(today)} required /></label>
        <label>{t("trial.to")}<input type="date" name="to" defaultValue={day(today)} max={day(today)} required /></label>
        <button type="submit" className="primary" disabled={isRunning || isFaulty}>{t("trial.start")}</button>
        {isRunning && id ? <button type="button" onClick={() => void call(`/api/rules/trial/${id}`, { method: "DELETE" }).then(() => query.refetch())}>{t("trial.stop")}</button> : null}
      </form>
      {isFaulty ? <p className="problem">{t("trial.faulty")}</p> : null}
      <div role="alert">{error ? <p className="problem">{error instanceof Refusal && error.kind === "overloaded" ? t("trial.busy") : words(error)}</p> : null}</div>
      {query.error ? <Failed error={query.error} /> : null}
      {trial ? <Result trial={trial} /> : isRunning ? <progress aria-label={t("trial.progress")} /> : null}
    </div>
  );
}

function Result({ trial }: { trial: Trial }) {
  const { t, i18n } = useTranslation();
  const words = useFieldWords();
  const n = (value: number) => count(value, i18n.language);
  const figureOf = (name: string) => (name.startsWith("rule:") ? t("trial.rule", { rule: name.slice(5) }) : t(`trial.figure.${name}`));
  return (
    <>
      <p role="status">{t(`trial.state.${trial.state}`, { done: n(trial.conversations), total: n(trial.total) })} {trial.partial ? t("trial.partial") : ""}</p>
      {trial.state === "running" ? <progress value={trial.conversations} max={Math.max(1, trial.total)} aria-label={t("trial.progress")} /> : null}
      <dl className="tiles">
        {(["conversations", "messages", "different"] as const).map(name => <div key={name}><dt>{t(`trial.${name}`)}</dt><dd><b>{n(trial[name])}</b></dd></div>)}
      </dl>
      {trial.figures.length > 0 ? (
        <div className="wide-table" tabIndex={0} role="region" aria-label={t("trial.figures")}>
          <table>
            <thead>
              <tr><th scope="col">{t("trial.what")}</th><th scope="col" className="number">{t("trial.now")}</th><th scope="col" className="number">{t("trial.changed")}</th></tr>
            </thead>
            <tbody>
              {trial.figures.map(f => (
                <tr key={f.name} data-different={f.now !== f.changed || undefined}><th scope="row">{figureOf(f.name)}</th><td className="number">{n(f.now)}</td><td className="number">{f.now === f.changed ? n(f.changed) : <strong>{n(f.changed)}</strong>}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {trial.samples.length > 0 ? (
        <section>
          <h3>{t("trial.samples")}</h3>
          <ul className="samples">
            {trial.samples.map(sample => (
              <li key={sample.conversationId}>
                <Link href={`/conversations/${sample.conversationId}`}>{t("trial.toConversation")}</Link>
                {sample.differences.map(d => <span key={d.what}><span className="quiet">{d.what.startsWith("rule:") || i18n.exists(`trial.figure.${d.what}`) ? figureOf(d.what) : words.field(d.what, "")}:</span> {word(words.word, d.what, d.now)} → <strong>{word(words.word, d.what, d.changed)}</strong></span>)}
              </li>
            ))}
          </ul>
        </section>
      ) : trial.state === "done" ? <p className="quiet">{t("trial.nothing")}</p> : null}
    </>
  );
}

const word = (of: (word: string, field: string) => string, what: string, value: string | null) => (value ? of(value, what) : "–");
