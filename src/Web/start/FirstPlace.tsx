import { Redirect } from "wouter";
import { useMay } from "../access/session";
import { Loading } from "../look/States";
import { useDismissed, useKnown } from "./useKnown";

/** Where one arrives: the inbox, but in a service that has nothing yet its administrator begins with the first steps. */
export function FirstPlace() {
  const mayConfigure = useMay("configure");
  const isAsked = !useDismissed() && mayConfigure;
  const { data: known, error } = useKnown(isAsked, false);
  if (isAsked && !known && !error) return <Loading rows={3} />;
  return <Redirect to={isAsked && known?.interactions === 0 ? "/start" : "/inbox"} replace />;
}
