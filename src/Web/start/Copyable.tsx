import { useTranslation } from "react-i18next";
import { notify } from "../look/notices";

/** A line for a terminal, with a button that takes it along. */
export function Copyable({ text }: { text: string }) {
  const { t } = useTranslation();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => notify(t("start.copied")),
      // Where the page isn't allowed to: it can be marked by hand.
      () => notify(t("start.notCopied"), { kind: "failed" }),
    );
  return (
    <div className="copyable">
      <code>{text}</code>
      <button type="button" onClick={() => void copy()}>{t("start.copy")}</button>
    </div>
  );
}
