import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { call, post } from "../api/client";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { Empty, Failed, Loading, useWordsOf } from "../look/States";
import { Ago } from "../look/Times";

const scopes = ["ingest", "read", "act", "configure"] as const;

interface ApiKey {
  id: string;
  name: string;
  scopes: string[];
  createdAt: string;
  revokedAt: string | null;
}

export function KeysSection() {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const query = useQuery({ queryKey: ["keys"], queryFn: ({ signal }) => call<{ items: ApiKey[] }>("/api/keys", { signal }) });
  const again = () => void queries.invalidateQueries({ queryKey: ["keys"] });
  const revoke = useMutation({ mutationFn: (id: string) => call(`/api/keys/${id}`, { method: "DELETE" }), onSettled: again, onError: error => notify(words(error), { kind: "failed" }) });
  const add = useMutation({
    mutationFn: (body: unknown) => post<ApiKey & { secret: string }>("/api/keys", body),
    onSuccess: key => {
      setAdding(false);
      setMade(key.secret);
      again();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ name: form.get("name"), scopes: form.getAll("scopes") });
  };
  return (
    <>
      <div className="row">
        <h2>{t("settings.keys")}</h2>
        <span className="grow" />
        <button type="button" className="primary" onClick={() => setAdding(true)}>{t("settings.addKey")}</button>
      </div>
      {made ? <p className="warning" role="status">{t("settings.keyMade")} <code>{made}</code></p> : null}
      {query.error ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
      {query.isPending ? <Loading rows={3} /> : null}
      {query.data?.items.length === 0 ? <Empty title={t("settings.noKeys")} /> : null}
      {query.data && query.data.items.length > 0 ? (
        <div className="wide-table" tabIndex={0} role="region" aria-label={t("settings.keys")}>
          <table>
            <thead>
              <tr>{["keyName", "scopes", "created", "state"].map(c => <th key={c} scope="col">{t(`settings.column.${c}`)}</th>)}</tr>
            </thead>
            <tbody>
              {query.data.items.map(key => (
                <tr key={key.id}>
                  <th scope="row">{key.name}</th>
                  <td>{key.scopes.map(s => t(`scope.${s}`)).join(", ")}</td>
                  <td><Ago at={key.createdAt} /></td>
                  <td>{key.revokedAt ? <span className="quiet">{t("settings.revoked")}</span> : <button type="button" onClick={() => revoke.mutate(key.id)}>{t("settings.revoke")}</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {adding ? (
        <Dialog title={t("settings.addKey")} onClose={() => setAdding(false)}>
          <form onSubmit={submit}>
            <label>{t("settings.column.keyName")}<input name="name" maxLength={128} required autoFocus /></label>
            <fieldset>
              <legend>{t("settings.column.scopes")}</legend>
              {scopes.map(scope => <label key={scope} className="check"><input type="checkbox" name="scopes" value={scope} defaultChecked={scope === "read"} /> {t(`scope.${scope}`)}</label>)}
            </fieldset>
            <div role="alert">{add.error ? <p className="problem">{words(add.error)}</p> : null}</div>
            <div className="row end"><button type="submit" className="primary" disabled={add.isPending}>{t("look.add")}</button></div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
