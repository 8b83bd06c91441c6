import { useTranslation } from "react-i18next";
import type { CustomerView } from "../api/types";
import { ChannelMark } from "../look/ChannelMark";
import { Ago } from "../look/Times";

/** Each way in which the customer is known, with the reason why it is theirs. */
export function Identities({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t("customer.identities")}</h3>
      <ul className="identities">
        {customer.identities.map(identity => (
          <li key={`${identity.channel} ${identity.scope} ${identity.handle}`}>
            <ChannelMark channel={identity.channel} small />
            <div>
              <span className="handle">{identity.handle}</span>
              <span className="quiet">
                {t(`evidence.${identity.evidence.kind}`, { value: identity.evidence.value ?? "" })} · <Ago at={identity.linkedAt} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
