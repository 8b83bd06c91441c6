import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Icon } from "../look/icons";
import { Avatar, Failed, Loading } from "../look/States";
import { CustomerPromises } from "../promises/CustomerPromises";
import { StandingMarks } from "../standing/StandingMarks";
import { ActivityPicture } from "./ActivityPicture";
import { CustomerFacts } from "./CustomerFacts";
import { EarlierMatters } from "./EarlierMatters";
import { Identities } from "./Identities";
import { OpenConversations } from "./OpenConversations";
import { nameOf, useCustomer } from "./useCustomer";

/** Who one is speaking with, beside the conversation. */
export function CustomerSide({ id, conversationId, onClose }: { id: string; conversationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: customer, error, refetch } = useCustomer(id);
  return (
    <aside className="side" aria-label={t("customer.title")}>
      <button type="button" className="plain icon-button side-close" onClick={onClose} aria-label={t("look.close")}>
        <Icon name="close" size={16} />
      </button>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {!customer ? (
        error ? null : <Loading rows={4} />
      ) : (
        <>
          <div className="side-head">
            <Avatar name={nameOf(customer)} />
            <div>
              <h2><Link href={`/customers/${id}`}>{nameOf(customer)}</Link></h2>
              <p className="quiet">{t(`stage.${customer.stage}`)} <StandingMarks claim={null} standing={customer.standing} /></p>
            </div>
          </div>
          <CustomerFacts customer={customer} />
          <ActivityPicture id={id} version={customer.version} small />
          <CustomerPromises customer={customer} here={conversationId} />
          <OpenConversations customer={customer} here={conversationId} />
          <EarlierMatters customer={customer} here={conversationId} />
          <Identities customer={customer} />
          <p><Link href={`/customers/${id}`}>{t("customer.whole")} →</Link></p>
        </>
      )}
    </aside>
  );
}
