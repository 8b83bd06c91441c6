import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../access/session";
import { call, post } from "../api/client";
import type { ClusterAnswer } from "../api/types";
import { count } from "../look/durations";
import { notify } from "../look/notices";
import { Failed, Loading, useWordsOf } from "../look/States";
import { Ago } from "../look/Times";
import { LiveCharts } from "./LiveCharts";
import { sampleOf, withSample, type Sample } from "./samples";

/** Milliseconds between two readings. */
const refreshMs = 3000;

type Silo = ClusterAnswer["silos"][number];
type Spread = Silo["requests"];

/** The cluster as it lives. */
export function OperationsPage() {
  const { t, i18n } = useTranslation();
  const words = useWordsOf();
  const mayDrain = useMay("configure");
  const { data, dataUpdatedAt, error, refetch } = useQuery({ queryKey: ["cluster"], queryFn: ({ signal }) => call<ClusterAnswer>("/api/cluster", { signal }), refetchInterval: refreshMs });
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (data) setSamples(before => withSample(before, sampleOf(data, dataUpdatedAt)));
  }, [data, dataUpdatedAt]);
  if (!data) return <main className="sheet">{error ? <Failed error={error} again={() => void refetch()} /> : <Loading />}</main>;
  const n = (value: number) => count(Math.round(value), i18n.language);
  const ms = (value: number | null) => `${new Intl.NumberFormat(i18n.language, { maximumFractionDigits: (value ?? 0) < 10 ? 1 : 0 }).format(value ?? 0)} ms`;
  const worst = (of: (silo: Silo) => Spread) => data.silos.map(of).filter(s => s.count > 0).sort((a, b) => (b.p99 ?? 0) - (a.p99 ?? 0))[0];
  const sum = (of: (silo: Silo) => number) => data.silos.reduce((total, silo) => total + of(silo), 0);
  const tile = (label: string, figure: string, below: string) => (
    <div key={label}>
      <dt>{label}</dt>
      <dd><b>{figure}</b> <span className="quiet">{below}</span></dd>
    </div>
  );
  const spread = (s: Spread | undefined) => (s ? t("operations.spread", { p50: ms(s.p50), p99: ms(s.p99) }) : "");
  const drain = (silo: Silo) =>
    void post(`/api/cluster/silos/${encodeURIComponent(silo.id)}/drain`).then(
      () => notify(t("operations.drains", { id: silo.id })),
      failure => notify(words(failure), { kind: "failed" }),
    );

  return (
    <main className="sheet wide">
      <div className="row">
        <h1>{t("app.operations")}</h1>
        <span className="grow" />
        <span className="quiet" role="status">{error ? t("operations.trouble") : t("operations.engine", { engine: data.engine })}</span>
      </div>
      <h2>{t("operations.minute")}</h2>
      <dl className="tiles">
        {tile(t("operations.requests"), n(sum(s => s.requests.count)), spread(worst(s => s.requests)))}
        {tile(t("operations.commits"), n(sum(s => s.commitTime.count)), spread(worst(s => s.commitTime)))}
        {tile(t("operations.accepted"), n(sum(s => s.accepted)), t("operations.refused", { count: sum(s => s.refused) }))}
        {tile(t("operations.feed"), n(sum(s => s.feedLag.count)), spread(worst(s => s.feedLag)))}
        {tile(t("operations.deadlines"), n(sum(s => s.deadlineLateness.count)), spread(worst(s => s.deadlineLateness)))}
        {tile(t("operations.watches"), n(sum(s => s.watches)), "")}
      </dl>
      <LiveCharts samples={samples} />
      <h2>{t("operations.processes")}</h2>
      <div className="wide-table" tabIndex={0} role="region" aria-label={t("operations.processes")}>
        <table>
          <thead>
            <tr>
              {["process", "state", "version", "started", "memory", "requests", "commits"].map(c => <th key={c} scope="col">{t(`operations.${c}`)}</th>)}
              {mayDrain ? <th scope="col"><span className="visually-hidden">{t("operations.drain")}</span></th> : null}
            </tr>
          </thead>
          <tbody>
            {data.silos.map(silo => (
              <tr key={silo.id}>
                <th scope="row"><code>{silo.id}</code> <span className="quiet">{silo.name}</span></th>
                <td><span className={`status ${silo.state === "active" ? "open" : "waiting"}`}>{t(silo.state === "active" ? "operations.active" : "operations.draining")}</span></td>
                <td>{silo.version}</td>
                <td><Ago at={silo.startedAt} /></td>
                <td>{n(silo.memoryBytes / 1_048_576)} MiB</td>
                <td>{silo.requests.count ? `${n(silo.requests.count)} · ${spread(silo.requests)}` : "–"}</td>
                <td>{silo.commitTime.count ? `${n(silo.commitTime.count)} · ${spread(silo.commitTime)}` : "–"}</td>
                {mayDrain ? <td>{data.silos.length > 1 && silo.state === "active" ? <button type="button" onClick={() => drain(silo)}>{t("operations.drain")}</button> : null}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="pair">
        <section>
          <h2>{t("operations.resident")}</h2>
          <table>
            <tbody>{data.resident.map(actor => <tr key={actor.kind}><th scope="row">{actor.kind}</th><td className="number">{n(actor.count)}</td></tr>)}</tbody>
          </table>
        </section>
        <section>
          <h2>{t("operations.busiest")}</h2>
          <table>
            <tbody>
              {data.busiest.map(busy => <tr key={busy.id}><th scope="row"><a href={`/customers/${busy.id}`}><code>{busy.id}</code></a></th><td className="number">{n(busy.rows)}</td></tr>)}
              {data.busiest.length === 0 ? <tr><td className="quiet">{t("operations.none")}</td></tr> : null}
            </tbody>
          </table>
        </section>
      </div>
    </main>
  );
}
