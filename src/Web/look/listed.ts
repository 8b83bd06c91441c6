import { useTranslation } from "react-i18next";

/** Aino, Sami and Otto. */
export function useListed() {
  const { i18n } = useTranslation();
  return (names: readonly string[]) => new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(names);
}
