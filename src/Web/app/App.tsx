import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { SessionContext, useSession } from "../access/session";
import { SignIn } from "../access/SignIn";
import { Desk } from "../inbox/Desk";
import { hub } from "../live/hub";
import { Empty, Failed, Loading } from "../look/States";
import { FirstPlace } from "../start/FirstPlace";
import { Shell } from "./Shell";

// What isn't needed for the first look comes when it is.
const CustomerPage = lazy(() => import("../customers/CustomerPage").then(m => ({ default: m.CustomerPage })));
const CustomersPage = lazy(() => import("../customers/CustomersPage").then(m => ({ default: m.CustomersPage })));
const EscalationsPage = lazy(() => import("../boards/EscalationsPage").then(m => ({ default: m.EscalationsPage })));
const UnansweredPage = lazy(() => import("../boards/UnansweredPage").then(m => ({ default: m.UnansweredPage })));
const FiguresPage = lazy(() => import("../figures/FiguresPage").then(m => ({ default: m.FiguresPage })));
const OperationsPage = lazy(() => import("../operations/OperationsPage").then(m => ({ default: m.OperationsPage })));
const FirstSteps = lazy(() => import("../start/FirstSteps").then(m => ({ default: m.FirstSteps })));
const SettingsPage = lazy(() => import("../settings/SettingsPage").then(m => ({ default: m.SettingsPage })));

export function App() {
  const { t } = useTranslation();
  const session = useSession();
  const signedIn = Boolean(session.data);
  useEffect(() => {
    if (signedIn) hub.start();
    return () => hub.stop();
  }, [signedIn]);

  if (session.isPending) return <Loading rows={3} />;
  if (session.error) return <Failed error={session.error} again={() => void session.refetch()} />;
  if (!session.data) return <SignIn />;
  return (
    <SessionContext value={session.data}>
      <Shell>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/">
              <FirstPlace />
            </Route>
            {/* One route for both, so that the list stays as it is when a conversation opens. */}
            <Route path={/^\/(?:inbox|conversations\/(?<id>[^/]+))\/?$/}>{({ id }) => <Desk id={id ?? null} />}</Route>
            <Route path="/customers" component={CustomersPage} />
            <Route path="/customers/:id">{({ id }) => <CustomerPage key={id} id={id} />}</Route>
            <Route path="/escalations" component={EscalationsPage} />
            <Route path="/unanswered" component={UnansweredPage} />
            <Route path="/figures" component={FiguresPage} />
            <Route path="/operations" component={OperationsPage} />
            <Route path="/start" component={FirstSteps} />
            <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section ?? null} />}</Route>
            <Route>
              <Empty title={t("app.nothingHere")} />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </SessionContext>
  );
}
