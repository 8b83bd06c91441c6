import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { call, post } from "../api/client";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { Failed, Loading, useWordsOf } from "../look/States";

const roles = ["agent", "supervisor", "administrator"] as const;

interface Person {
  name: string;
  displayName: string;
  role: (typeof roles)[number];
  disabled: boolean;
  createdAt: string;
}

export function PeopleSection() {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; password: string } | null>(null);
  const query = useQuery({ queryKey: ["people"], queryFn: ({ signal }) => call<{ items: Person[] }>("/api/people", { signal }) });
  const again = () => {
    void queries.invalidateQueries({ queryKey: ["people"] });
    void queries.invalidateQueries({ queryKey: ["colleagues"] });
  };
  const change = useMutation({
    mutationFn: ({ name, ...body }: Partial<Person> & { name: string }) => call(`/api/people/${encodeURIComponent(name)}`, { method: "PATCH", body }),
    onSettled: again,
    onError: error => notify(words(error), { kind: "failed" }),
  });
  const add = useMutation({
    mutationFn: (body: Record<string, unknown>) => post<Person & { password?: string }>("/api/people", body),
    onSuccess: person => {
      setAdding(false);
      setMade(person.password ? { name: person.name, password: person.password } : null);
      again();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ name: form.get("name"), displayName: form.get("displayName"), role: form.get("role") });
  };

  return (
    <>
      <div className="row">
        <h2>{t("settings.people")}</h2>
        <span className="grow" />
        <button type="button" className="primary" onClick={() => setAdding(true)}>{t("settings.addPerson")}</button>
      </div>
      {query.error ? <Failed error={query.error} again={() => void query.refetch()} /> : null}
      {query.isPending ? <Loading rows={4} /> : null}
      {made ? <p className="warning" role="status">{t("settings.passwordMade", made)} <code>{made.password}</code></p> : null}
      <div className="wide-table" tabIndex={0} role="region" aria-label={t("settings.people")}>
        <table>
          <thead>
            <tr>{["displayName", "name", "role", "signsIn"].map(c => <th key={c} scope="col">{t(`settings.column.${c}`)}</th>)}</tr>
          </thead>
          <tbody>
            {query.data?.items.map(person => (
              <tr key={person.name}>
                <th scope="row">{person.displayName}</th>
                <td>{person.name}</td>
                <td>
                  <select value={person.role} onChange={event => change.mutate({ name: person.name, role: event.target.value as Person["role"] })} aria-label={t("settings.roleOf", { name: person.displayName })}>
                    {roles.map(role => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
                  </select>
                </td>
                <td>
                  <input type="checkbox" checked={!person.disabled} onChange={() => change.mutate({ name: person.name, disabled: !person.disabled })} aria-label={t("settings.maySignIn", { name: person.displayName })} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? (
        <Dialog title={t("settings.addPerson")} onClose={() => setAdding(false)}>
          <form onSubmit={submit}>
            <label>{t("settings.column.displayName")}<input name="displayName" maxLength={128} required autoFocus /></label>
            <label>{t("settings.column.name")}<input name="name" maxLength={64} required autoCapitalize="none" spellCheck={false} /></label>
            <label>{t("settings.column.role")}<select name="role">{roles.map(role => <option key={role} value={role}>{t(`role.${role}`)}</option>)}</select></label>
            <div role="alert">{add.error ? <p className="problem">{words(add.error)}</p> : null}</div>
            <div className="row end"><button type="submit" className="primary" disabled={add.isPending}>{t("look.add")}</button></div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
