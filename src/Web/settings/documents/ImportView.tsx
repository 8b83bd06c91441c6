import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, send } from "../../api/client";
import { withQuery } from "../../api/paths";
import { notify } from "../../look/notices";
import { useWordsOf } from "../../look/States";
import { DiffView } from "./DiffView";
import type { Put, Stored } from "./documents";
import { at, isMapping, read } from "./yamlText";

/** Days of an iCalendar file become closed days of a calendar: a file, a look at what it comes to, and in. */
export function ImportView({ stored, isDirty }: { stored: Stored; isDirty: boolean }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const calendars = at(read(stored.text).value, ["calendars"]);
  const names = isMapping(calendars) ? [...calendars.keys()] : [];
  const [calendar, setCalendar] = useState(names[0] ?? "");
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const ask = async <T,>(act: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setError(null);
    try {
      return await act();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const look = (name: string, chosen: typeof file) => {
    setPreview(null);
    if (!chosen || !name) return;
    void ask(async () => setPreview(await (await send(withQuery("/api/config/calendars/ical", { calendar: name, preview: "true" }), { method: "POST", text: { type: "text/calendar", content: chosen.text } })).text()));
  };
  const add = () =>
    ask(async () => {
      const put = await call<Put>(withQuery("/api/config/calendars/ical", { calendar, expectedVersion: stored.version, comment: file!.name }), { method: "POST", text: { type: "text/calendar", content: file!.text } });
      await queries.invalidateQueries({ queryKey: ["config"] });
      setFile(null);
      setPreview(null);
      notify(t("document.saved", { version: put.version }));
    });

  return (
    <div className="trial">
      <p>{t("import.about")}</p>
      {isDirty ? <p className="warning mild">{t("import.draft")}</p> : null}
      <div className="row trial-form">
        <label>
          {t("field.calendar")}
          <select value={calendar} onChange={event => { setCalendar(event.target.value); look(event.target.value, file); }}>{names.map(name => <option key={name}>{name}</option>)}</select>
        </label>
        <label>
          {t("import.file")}
          <input
            type="file"
            accept=".ics,text/calendar"
            onChange={event => {
              const chosen = event.target.files?.[0];
              setFile(null);
              setPreview(null);
              if (chosen) void chosen.text().then(text => { const next = { name: chosen.name, text }; setFile(next); look(calendar, next); });
            }}
          />
        </label>
      </div>
      <div role="alert">{error ? <p className="problem">{words(error)}</p> : null}</div>
      {preview !== null ? (
        preview === stored.text ? <p role="status">{t("import.nothing")}</p> : (
          <>
            <h3>{t("import.preview")}</h3>
            <DiffView before={stored.text} after={preview} label={t("import.preview")} />
            <div className="row"><button type="button" className="primary" disabled={isBusy} onClick={() => void add()}>{t("import.add")}</button></div>
          </>
        )
      ) : null}
    </div>
  );
}
