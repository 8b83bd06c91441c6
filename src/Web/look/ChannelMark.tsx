import { useTranslation } from "react-i18next";

/** A letter or two of each known channel; a custom one shows its own first letter. */
const letters: Record<string, string> = {
  facebook: "f", messenger: "M", instagram: "Ig", whatsapp: "Wa", x: "X", telegram: "Tg", line: "Ln", sms: "Sm", email: "@", webchat: "W",
  phone: "☏", meeting: "Me", note: "✎", forum: "Fo", campaign: "C", store: "St", press: "Pr",
};

export function useChannelName() {
  const { t } = useTranslation();
  return (channel: string) => (channel in letters ? t(`channel.${channel}`) : channel.replace("custom:", ""));
}

/** Which channel, in a small square; its name for whoever doesn't see it. */
export function ChannelMark({ channel, small = false }: { channel: string; small?: boolean }) {
  const name = useChannelName()(channel);
  return (
    <span className={small ? "channel-mark small" : "channel-mark"} data-channel={channel in letters ? channel : "custom"} title={name} role="img" aria-label={name}>
      <span aria-hidden="true">{letters[channel] ?? channel.replace("custom:", "").slice(0, 2)}</span>
    </span>
  );
}
