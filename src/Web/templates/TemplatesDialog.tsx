import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay, useMe } from "../access/session";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ConversationView, Templates } from "../api/types";
import { useCustomer } from "../customers/useCustomer";
import { Dialog } from "../look/Dialog";
import { SearchList } from "../look/SearchList";
import { Empty, Failed, Loading } from "../look/States";
import { choicesOf, fill, matching, type TemplateChoice } from "./choices";

/** Milliseconds after which the templates are asked for again. */
const staleMs = 30_000;

/** The templates that fit a conversation; one of them, filled, goes to whoever asked. It sends nothing. */
export function TemplatesDialog({ view, onChoose, onClose }: { view: ConversationView; onChoose: (text: string) => void; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const mayConfigure = useMay("configure");
  const customer = useCustomer(view.customerId).data;
  const [typed, setTyped] = useState("");
  const { data, error, refetch } = useQuery({
    // What decides whether one fits.
    queryKey: ["templates", view.id, view.queue, view.language, view.public],
    queryFn: ({ signal }) => call<Templates>(withQuery("/api/templates", { conversation: view.id }), { signal }),
    staleTime: staleMs,
  });
  const choices = useMemo(() => {
    const places = { customer: customer?.name ?? "", agent: me.displayName, account: view.account };
    return choicesOf(data?.items ?? [], view.language, i18n.language).map(choice => ({ ...choice, text: fill(choice.text, places) }));
  }, [data, customer?.name, me.displayName, view.account, view.language, i18n.language]);
  const found = useMemo(() => matching(choices, typed), [choices, typed]);
  const names = useMemo(() => new Intl.DisplayNames([i18n.language], { type: "language" }), [i18n.language]);

  const choose = ({ text }: TemplateChoice) => {
    onClose();
    // The dialog gives the focus back first.
    setTimeout(() => onChoose(text));
  };
  return (
    <Dialog title={t("templates.choose")} onClose={onClose} className="palette templates" quiet>
      <SearchList label={t("templates.choose")} hint={t("templates.hint")} typed={typed} onType={setTyped} choices={found} onChoose={choose}>
        {({ title, text, language }) => (
          <>
            <span className="template-head">
              <strong>{title}</strong>
              {language ? <span className="quiet">{names.of(language)}</span> : null}
            </span>
            <span className="template-text" lang={language ?? undefined}>{text}</span>
          </>
        )}
      </SearchList>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={4} /> : null}
      {data && choices.length > 0 && found.length === 0 ? <p className="quiet palette-none" role="status">{t("app.nothingFound")}</p> : null}
      {data && choices.length === 0 ? (
        <Empty title={t("templates.none")}>
          {mayConfigure ? <Link href="/settings/templates">{t("templates.write")}</Link> : t("templates.askAdministrator")}
        </Empty>
      ) : null}
    </Dialog>
  );
}
