import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Avatar, Failed, Loading } from "../look/States";
import { CustomerPromises } from "../promises/CustomerPromises";
import { StandingMarks } from "../standing/StandingMarks";
import { ActivityPicture } from "./ActivityPicture";
import { CustomerFacts } from "./CustomerFacts";
import { EarlierMatters } from "./EarlierMatters";
import { Identities } from "./Identities";
import { OpenConversations } from "./OpenConversations";
import { Timeline } from "./Timeline";
import { nameOf, useCustomer } from "./useCustomer";

/** One person over all channels, from the first contact on. */
export function CustomerPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: customer, error, refetch } = useCustomer(id);
  const name = nameOf(customer);
  useEffect(() => {
    document.title = name ? `${name} · SocialCrm` : "SocialCrm";
    return () => void (document.title = "SocialCrm");
  }, [name]);
  if (error) return <main className="sheet"><Failed error={error} again={() => void refetch()} /></main>;
  if (!customer) return <main className="sheet"><Loading /></main>;
  return (
    <main className="customer-page">
      <div className="customer-left">
        <header className="side-head">
          <Avatar name={name} />
          <div>
            <h1>{name}</h1>
            <p className="quiet">{t(`stage.${customer.stage}`)} <StandingMarks claim={null} standing={customer.standing} /></p>
          </div>
        </header>
        <CustomerFacts customer={customer} />
        <CustomerPromises customer={customer} />
        <OpenConversations customer={customer} />
        <EarlierMatters customer={customer} />
        <Identities customer={customer} />
      </div>
      <div className="customer-right">
        <ActivityPicture id={id} version={customer.version} />
        <Timeline id={id} version={customer.version} channels={Object.keys(customer.counts.byChannel)} />
      </div>
    </main>
  );
}
