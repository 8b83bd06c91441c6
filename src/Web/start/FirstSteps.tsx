import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { post } from "../api/client";
import { Icon } from "../look/icons";
import { Failed, Loading, useWordsOf } from "../look/States";
import { Copyable } from "./Copyable";
import { firstMessage, isDone as isTrue, steps, type Step } from "./steps";
import { dismiss, keyName, useKnown } from "./useKnown";

/** For whoever has just started a service: what to do first, each ticked when it is so. */
export function FirstSteps() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { data: known, error, refetch } = useKnown(true, true);
  if (!known) return <main className="sheet">{error ? <Failed error={error} again={() => void refetch()} /> : <Loading />}</main>;
  const done = steps.filter(step => isTrue[step](known));
  const how: Record<Step, ReactNode> = {
    demo: <Copyable text="./crm up --demo" />,
    message: <FirstMessage isDone={done.includes("message")} />,
    people: <Link href="/settings/people" className="button">{t("start.toPeople")}</Link>,
    hours: <Link href="/settings/calendars" className="button">{t("start.toCalendars")}</Link>,
    channels: <Link href="/settings/keys" className="button">{t("start.toKeys")}</Link>,
  };
  const close = () => {
    dismiss();
    go("/inbox", { replace: true });
  };
  return (
    <main className="sheet first-steps">
      <h1>{t("start.title")}</h1>
      <p>{t("start.welcome")}</p>
      <p className="quiet" role="status">{t("start.done", { count: done.length, of: steps.length })}</p>
      <ol>
        {steps.map(step => (
          <li key={step} data-done={done.includes(step)}>
            <span className="tick">{done.includes(step) ? <Icon name="check" size={18} /> : null}<span className="visually-hidden">{t(done.includes(step) ? "start.isDone" : "start.isOpen")}</span></span>
            <div>
              <h2>{t(`start.${step}`)}</h2>
              <p className="quiet">{t(`start.${step}.how`)}</p>
              {how[step]}
            </div>
          </li>
        ))}
      </ol>
      <div className="row">
        <Link href="/inbox" className="button">{t("app.goInbox")}</Link>
        <button type="button" className="plain" onClick={close}>{t("start.dismiss")}</button>
      </div>
    </main>
  );
}

/** The key is made here and shown here, once. */
function FirstMessage({ isDone }: { isDone: boolean }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const make = useMutation({ mutationFn: () => post<{ secret: string }>("/api/keys", { name: keyName, scopes: ["ingest"] }) });
  if (make.data) return <Copyable text={firstMessage(window.location.origin, make.data.secret, t("start.hello"))} />;
  return (
    <>
      <button type="button" className={isDone ? "" : "primary"} disabled={make.isPending} onClick={() => make.mutate()}>{t("start.makeKey")}</button>
      <div role="alert">{make.error ? <p className="problem">{words(make.error)}</p> : null}</div>
    </>
  );
}
