import { useTranslation } from "react-i18next";

/** The longest beginning of what a notice is about that is known, in parts between colons, and what follows it. */
export function knownPart(about: string, isKnown: (part: string) => boolean): { part: string; rest: string } | null {
  const parts = about.split(":");
  for (let n = parts.length; n > 0; n--) {
    const part = parts.slice(0, n).join(":");
    if (isKnown(part)) return { part, rest: parts.slice(n).join(":") };
  }
  return null;
}

/** The same words as in mails. */
export function useAboutWords() {
  const { t, i18n } = useTranslation();
  return (about: string) => {
    const known = knownPart(about, part => i18n.exists(`notices.about.${part}`));
    return known ? t(`notices.about.${known.part}`, { what: known.rest }) : about;
  };
}
