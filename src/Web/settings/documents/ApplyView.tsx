import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, post } from "../../api/client";
import { count, exact } from "../../look/durations";
import { Failed, useWordsOf } from "../../look/States";

interface Job {
  id: string;
  state: "running" | "done" | "failed";
  preview: boolean;
  version: number;
  total: number;
  looked: number;
  changed: number;
  missedAtOnce: number;
  wereMissed: number;
  failed: number;
  policies: { policy: string | null; count: number; earliestDueAt: string | null; latestDueAt: string | null }[];
}

const lookMs = 600;

/** The policies in force, for those who wait already: first what it would come to, then for real. */
export function ApplyView({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const [id, setId] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const query = useQuery({
    queryKey: ["policy-job", id],
    queryFn: ({ signal }) => call<Job>(`/api/config/response-times/apply/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: q => (q.state.data && q.state.data.state !== "running" ? false : lookMs),
  });
  const job = query.data;
  const isRunning = id !== null && !query.error && (!job || job.state === "running");
  const start = async (isPreview: boolean) => {
    setError(null);
    try {
      setId((await post<Job>(`/api/config/response-times/apply${isPreview ? "?preview=true" : ""}`)).id);
    } catch (failure) {
      setError(failure);
    }
  };
  const isPreviewed = job?.preview === true && job.state === "done";
  return (
    <div className="trial">
      <p>{t("apply.about")}</p>
      {isDirty ? <p className="warning mild">{t("apply.draft")}</p> : null}
      <div className="row">
        <button type="button" className={isPreviewed ? undefined : "primary"} disabled={isRunning} onClick={() => void start(true)}>{t("apply.preview")}</button>
        <button type="button" className={isPreviewed ? "primary" : undefined} disabled={isRunning || !(isPreviewed || (job && !job.preview && job.state === "failed"))} onClick={() => void start(false)}>{t("apply.start")}</button>
      </div>
      <div role="alert">{error ? <p className="problem">{words(error)}</p> : null}</div>
      {query.error ? <Failed error={query.error} /> : null}
      {job ? <Result job={job} /> : isRunning ? <progress aria-label={t("trial.progress")} /> : null}
    </div>
  );
}

function Result({ job }: { job: Job }) {
  const { t, i18n } = useTranslation();
  const n = (value: number) => count(value, i18n.language);
  return (
    <>
      <p role="status">{t(`apply.state.${job.preview ? "preview" : "real"}.${job.state}`, { done: n(job.looked), total: n(job.total), version: job.version })}</p>
      {job.state === "running" ? <progress value={job.looked} max={Math.max(1, job.total)} aria-label={t("trial.progress")} /> : null}
      <dl className="tiles">
        {(["total", "changed", "missedAtOnce", "wereMissed"] as const).map(name => <div key={name}><dt>{t(`apply.${name}`)}</dt><dd><b>{n(job[name])}</b></dd></div>)}
        {job.failed > 0 ? <div><dt>{t("apply.failed")}</dt><dd><b>{n(job.failed)}</b></dd></div> : null}
      </dl>
      {job.policies.length > 0 ? (
        <div className="wide-table" tabIndex={0} role="region" aria-label={t("apply.policies")}>
          <table>
            <thead>
              <tr><th scope="col">{t("field.one.policies")}</th><th scope="col" className="number">{t("apply.waits")}</th><th scope="col">{t("apply.earliest")}</th><th scope="col">{t("apply.latest")}</th></tr>
            </thead>
            <tbody>
              {job.policies.map(p => (
                <tr key={p.policy ?? ""}>
                  <th scope="row">{p.policy ?? t("apply.none")}</th>
                  <td className="number">{n(p.count)}</td>
                  <td>{p.earliestDueAt ? exact(p.earliestDueAt, i18n.language) : "–"}</td>
                  <td>{p.latestDueAt ? exact(p.latestDueAt, i18n.language) : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}
